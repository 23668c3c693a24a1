"""The service index: the parent of all services, with facets."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.url_routing import RouteResult

from core.base_page import BasePage, tabbed


class ServiceIndexPage(BasePage):
    """All services, to browse and narrow down (/dich-vu/)."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["services_catalogue.ServicePage"]

    edit_handler = tabbed((_("Nội dung"), ["title", "summary"]))

    class Meta:
        verbose_name = _("Trang danh mục dịch vụ")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a service in one query, with what its page needs (Wagtail's own way takes two)."""
        from services_catalogue.models import ServicePage

        if len(path_components) == 1:
            service = (
                ServicePage.objects.child_of(self)
                .select_related("field", "locale", "superseded_by")
                .filter(slug=path_components[0], live=True)
                .first()
            )
            if service is not None:
                return RouteResult(service)
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Services by the facets in the address."""
        from services_catalogue.browsing import browse

        context = super().get_context(request, *args, **kwargs)
        return context | browse(request)
