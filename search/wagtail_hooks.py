"""The admin of the search: synonyms, the report of queries with its fixes, queries that are kept."""

from urllib.parse import urlencode

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import RegressionQuery, SynonymSet
from search.query_log.fixes import HOOK, Fix
from search.query_log.forms_of_fixes import BestBetCreateView, SynonymCreateView
from search.query_log.report_view import SearchReportView


class SynonymSetViewSet(SnippetViewSet):
    """Synonym sets: list, filter, edit; "Tải về" gives CSV and XLSX."""

    model = SynonymSet
    icon = "search"
    menu_label = _("Từ đồng nghĩa")
    menu_name = "synonyms"
    menu_order = 320
    add_to_admin_menu = True
    list_display = ["means", "terms", "kind", BooleanColumn("is_active"), "updated_at"]
    list_filter = ["kind", "direction", "is_active"]
    list_export = ["terms", "means", "kind", "direction", "scope", "ambiguous", "is_active", "note"]
    list_per_page = 50
    add_view_class = SynonymCreateView


class RegressionQueryViewSet(SnippetViewSet):
    """Queries that must stay answered."""

    model = RegressionQuery
    icon = "tasks"
    menu_label = _("Từ tìm phải ra kết quả")
    menu_name = "kept-queries"
    menu_order = 330
    add_to_admin_menu = True
    list_display = ["text", "expected_codes", "kind", "created_on", "fixed_by"]
    list_filter = ["kind"]
    list_export = ["text", "expected_codes", "kind", "note", "created_on"]
    list_per_page = 50
    copy_view_enabled = False


register_snippet(SynonymSetViewSet)
register_snippet(RegressionQueryViewSet)


@hooks.register("register_admin_urls")
def search_addresses() -> list[object]:
    """The report, and the form that it begins best bets with."""
    return [
        path("bao-cao/tim-kiem/", SearchReportView.as_view(), name="search_report"),
        path(
            "bao-cao/tim-kiem/ket-qua/",
            SearchReportView.as_view(results_only=True),
            name="search_report_results",
        ),
        path("tim-kiem/goi-y/", BestBetCreateView.as_view(), name="best_bet_for_query"),
    ]


class SearchReportMenuItem(MenuItem):
    """Shown to those who may read the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may."""
        return bool(request.user.has_perm("search.view_searchday"))


@hooks.register("register_reports_menu_item")
def search_report_menu_item() -> MenuItem:
    """First among the reports."""
    return SearchReportMenuItem(
        _("Tìm kiếm"), reverse("search_report"), name="search-report", icon_name="search", order=10
    )


@hooks.register("construct_reports_menu")
def without_stock_report(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's own report of search terms stays empty here: this one counts instead."""
    items[:] = [item for item in items if item.name != "search-terms"]


@hooks.register("register_permissions")
def search_permissions() -> QuerySet[Permission]:
    """What a group can be given."""
    return Permission.objects.filter(content_type__app_label="search", codename="view_searchday")


@hooks.register(HOOK)
def synonym_fix() -> Fix:
    """A synonym for the words of a query."""
    return Fix(
        _("Từ đồng nghĩa"),
        lambda text, _code: (
            f"{reverse('wagtailsnippets_search_synonymset:add')}?{urlencode({'q': text})}"
        ),
        lambda user: user.has_perm("search.add_synonymset"),
    )


@hooks.register(HOOK)
def best_bet_fix() -> Fix:
    """A page that stands above the results of a query."""
    return Fix(
        _("Gợi ý của cơ quan"),
        lambda text, _code: f"{reverse('best_bet_for_query')}?{urlencode({'q': text})}",
        lambda user: user.has_perm("wagtailsearchpromotions.add_searchpromotion"),
    )
