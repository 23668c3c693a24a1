"""All matters of one kind, for kinds that have no report of their own."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.forms import Media
from django.http import Http404
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from services_catalogue.desk.looking import Kind, look
from services_catalogue.desk.sources import sources

#: Matters on a page, and how far the list goes at all.
PER_PAGE, MOST = 50, 1000


class KindView(WagtailAdminTemplateMixin, TemplateView):
    """The page /quan-tri/ban-lam-viec/<key>/."""

    template_name = "services_catalogue/admin/desk_kind.html"
    header_icon = "list-ul"

    @cached_property
    def kind(self) -> Kind:
        """The source with what waits; raises 404 for a key that nobody registered."""
        found = next((one for one in sources() if one.key == self.kwargs["key"]), None)
        if found is None:
            raise Http404("no such kind of matter")
        return look(found, self.request.user, MOST)

    def get_page_title(self) -> Any:
        """The heading of the kind."""
        return self.kind.source.heading

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of matters."""
        context = super().get_context_data(**kwargs)
        page = Paginator(self.kind.matters, PER_PAGE).get_page(self.request.GET.get("p"))
        context["media"] = Media(css={"all": ["css/admin-desk.css"]})
        return context | {"kind": self.kind, "matters": page, "total": self.kind.waiting.total}
