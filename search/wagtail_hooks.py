"""The admin of the search: synonyms, with export to a spreadsheet."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import SynonymSet


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


register_snippet(SynonymSetViewSet)
