"""The service index: the parent of all services, with facets."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.base_page import BasePage, tabbed
from services_catalogue.models.stewardship import KeptByUnits


class ServiceIndexPage(KeptByUnits, BasePage):
    """All services, to browse and narrow down (/dich-vu/)."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["services_catalogue.ServicePage"]

    edit_handler = tabbed((_("Nội dung"), ["title", "summary"]))

    class Meta:
        verbose_name = _("Trang danh mục dịch vụ")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new address of this page is a new address of every service below it."""
        from services_catalogue.change_signals import saving_index

        saving_index(lambda: super(ServiceIndexPage, self).save(*args, **kwargs), self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Services by the facets in the address."""
        from services_catalogue.browsing import browse

        context = super().get_context(request, *args, **kwargs)
        return context | browse(request)
