"""A link that an editor sets: to a page of the portal or to an address."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class LinkValue(blocks.StructValue):
    """Knows where it leads."""

    @property
    def href(self) -> str:
        """Address of the link; empty when its page is gone."""
        page = self.get("page")
        if page is not None:
            return page.get_url() or ""
        return self.get("url") or ""


class LinkBlock(blocks.StructBlock):
    """Text with a page or an address behind it."""

    text = blocks.CharBlock(label=_("Chữ hiển thị"), max_length=120)
    page = blocks.PageChooserBlock(label=_("Trang"), required=False)
    url = blocks.CharBlock(
        label=_("Hoặc địa chỉ"),
        required=False,
        max_length=500,
        help_text=_("Bắt đầu bằng https:// hoặc bằng / nếu là trang của cổng này."),
    )

    def clean(self, value: Any) -> Any:
        """One of page and address, and an address that is safe to follow."""
        cleaned = super().clean(value)
        url = cleaned.get("url") or ""
        if not cleaned.get("page") and not url:
            raise blocks.StructBlockValidationError(
                {"url": ValidationError(_("Chọn một trang hoặc điền địa chỉ."))}
            )
        if url and not url.startswith(("https://", "http://", "/", "tel:", "mailto:")):
            raise blocks.StructBlockValidationError(
                {"url": ValidationError(_("Địa chỉ phải bắt đầu bằng https:// hoặc bằng /."))}
            )
        return cleaned

    class Meta:
        icon = "link"
        label = _("Liên kết")
        value_class = LinkValue
        preview_value = {"text": "Cách nộp hồ sơ trực tuyến", "url": "/huong-dan/"}


class MenuItemBlock(blocks.StructBlock):
    """A column of links with a heading, for the footer."""

    heading = blocks.CharBlock(label=_("Tiêu đề"), max_length=80)
    links = blocks.ListBlock(LinkBlock(), label=_("Liên kết"))

    class Meta:
        icon = "list-ul"
        label = _("Cột liên kết")
