"""The page /quan-tri/huong-dan-khoi/."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.block_guide.groups import groups


class BlockGuideView(WagtailAdminTemplateMixin, TemplateView):
    """Every block with its preview value, in Wagtail's own preview frame."""

    template_name = "core/admin/block_guide.html"
    page_title = _("Các khối nội dung")
    header_icon = "grip"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The page's own name after that of the home page."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Groups of blocks; those without a preview are told of in words."""
        context = super().get_context_data(**kwargs)
        context["media"] = Media(css={"all": ["css/admin-block-guide.css"]})
        context["groups"] = [
            {
                "heading": group.heading,
                "about": group.about,
                "blocks": [
                    {
                        "label": block.label,
                        "description": block.get_description(),
                        "icon": block.meta.icon,
                        "preview": block.definition_prefix if block.is_previewable else "",
                    }
                    for block in group.blocks()
                ],
            }
            for group in groups()
        ]
        return context
