"""The search of the page chooser, which reads the parents of its rows at once."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.chooser import ParentPageColumn, SearchView
from wagtail.models import Page


class _KnownParentColumn(ParentPageColumn):
    """The parent that was read beforehand."""

    def get_value(self, instance: Any) -> Any:
        """Wagtail's asks for each row, and then for the language of each parent."""
        return getattr(instance, "_parent_page", None) or super().get_value(instance)


class PageSearchView(SearchView):
    """Wagtail's, in three queries instead of two a row."""

    @property
    def columns(self) -> list[Any]:
        """Wagtail's, with the known parent."""
        return [
            _KnownParentColumn(column.name, label=column.label, width=column.width)
            if isinstance(column, ParentPageColumn)
            else column
            for column in super().columns
        ]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Give the rows their parents before they are written."""
        response = super().get(request)
        Page.objects.annotate_parent_page(response.context_data["pages"])
        return response  # type: ignore[no-any-return]
