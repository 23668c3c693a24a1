"""The catalogue in Wagtail's admin: agencies, fields and life events with lists and choosers."""

from urllib.parse import urlencode

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from search.query_log.fixes import HOOK, Fix
from services_catalogue.bulk import hooks as _bulk_hooks  # noqa: F401
from services_catalogue.desk import hooks as desk_hooks  # noqa: F401 - registers itself
from services_catalogue.incoming_links import hooks as _incoming_hooks  # noqa: F401
from services_catalogue.link_check import hooks as _link_hooks  # noqa: F401 - registers itself
from services_catalogue.models import Agency, Field, LifeEvent
from services_catalogue.popular_name_fix import PopularNameView
from services_catalogue.preflight import hooks as _preflight_hooks  # noqa: F401 - registers itself
from services_catalogue.reports import hooks as report_hooks  # noqa: F401 - registers itself
from services_catalogue.service_listing import ServiceExplorerViewSet, ServiceListingViewSet
from services_catalogue.units import hooks as _units  # noqa: F401
from services_catalogue.units.instance_views import InstanceCheckedViews
from services_catalogue.versions import hooks as version_hooks  # noqa: F401
from services_catalogue.workflow import hooks as _workflow_hooks  # noqa: F401


class AgencyFilterSet(WagtailFilterSet):
    """Narrow the list of agencies."""

    class Meta:
        model = Agency
        fields = ["kind", "is_active", "parent"]


class AgencyViewSet(InstanceCheckedViews, SnippetViewSet):
    """400+ units: listed, searched, chosen."""

    model = Agency
    icon = "site"
    menu_label = _("Cơ quan")
    list_display = ["name", "kind", "parent", "phone", "is_active", UpdatedAtColumn()]
    list_per_page = 50
    filterset_class = AgencyFilterSet
    ordering = ["name"]
    copy_view_enabled = False


class FieldViewSet(SnippetViewSet):
    """Fields of administration."""

    model = Field
    icon = "folder-open-inverse"
    menu_label = _("Lĩnh vực")
    list_display = ["name", "slug"]
    list_per_page = 50
    ordering = ["name"]
    copy_view_enabled = False


class LifeEventViewSet(SnippetViewSet):
    """Life events of citizens and businesses."""

    model = LifeEvent
    icon = "calendar-alt"
    menu_label = _("Sự kiện")
    list_display = ["name", "audience", "sort_order"]
    list_filter = ["audience"]
    ordering = ["audience", "sort_order"]
    copy_view_enabled = False


class CatalogueViewSetGroup(SnippetViewSetGroup):
    """One menu entry for the taxonomies of the catalogue."""

    menu_label = _("Danh mục")
    menu_icon = "list-ul"
    menu_order = 150
    items = (AgencyViewSet, FieldViewSet, LifeEventViewSet)


register_snippet(CatalogueViewSetGroup)


@hooks.register("register_admin_viewset")
def service_lists() -> list[object]:
    """Services in the menu and in the page explorer."""
    return [ServiceListingViewSet(), ServiceExplorerViewSet()]


@hooks.register("register_admin_urls")
def popular_name_address() -> list[object]:
    """The form that gives a service a name from a query."""
    return [path("tim-kiem/ten-thuong-goi/", PopularNameView.as_view(), name="add_popular_name")]


@hooks.register(HOOK)
def popular_name_fix() -> Fix:
    """A popular name for a service, from the report of queries."""
    return Fix(
        _("Tên thường gọi"),
        lambda text, code: f"{reverse('add_popular_name')}?{urlencode({'q': text, 'code': code})}",
        lambda user: policy_registry.get_by_type(Page).user_has_permission(user, "change"),
    )
