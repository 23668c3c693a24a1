"""Where a new service may go: Wagtail asks the tree alone, units know the index as well."""

from typing import Any

from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.models import Page

from services_catalogue.models import ServiceIndexPage
from services_catalogue.units.scope import scope_of


class ServiceParentView(ChooseParentView):
    """Leads people of units straight to the form of a new service."""

    def get_valid_parent_pages(self, user: Any) -> Any:
        """Pages below which ``user`` may add a service."""
        found = super().get_valid_parent_pages(user)
        if not scope_of(user).agencies:
            return found
        indexes = ServiceIndexPage.objects.all()
        if self.locale:
            indexes = indexes.filter(locale=self.locale)
        return Page.objects.filter(
            pk__in={*found.values_list("pk", flat=True), *indexes.values_list("pk", flat=True)}
        )
