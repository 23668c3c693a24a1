"""What both databases share of answering a query."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from modelsearch.backends import get_search_backend
from modelsearch.query import PlainText

from core.finding.typed import Typed, read


class FoldedCompilerMixin:
    """Reads what was typed as :class:`Typed`, over all indexed fields of the model.

    Wagtail's lists name fields for a search without an index; the index has columns of its own.
    """

    def __init__(
        self,
        queryset: QuerySet[Any],
        query: Any,
        fields: list[str] | None = None,
        operator: str | None = None,
        order_by_relevance: bool = True,
    ) -> None:
        if isinstance(query, PlainText):
            query = query.query_string
        if isinstance(query, str):
            query = read(query)
        super().__init__(queryset, query, None, operator, order_by_relevance)  # type: ignore[call-arg]

    def check(self) -> None:
        """Any filter and order of the queryset will do: it is all one database."""


def finds_nothing(query: Any) -> bool:
    """Whether signs were typed and no word."""
    return isinstance(query, Typed) and not query.positions


def found(queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Rows of ``queryset`` (of an indexed model) that answer ``text``; all of them when it is empty.

    For reports and exports, which go on filtering and ordering.
    """
    if not text.strip():
        return queryset
    results = get_search_backend().autocomplete(text, queryset, order_by_relevance=False)
    return results.get_queryset().order_by(*queryset.query.order_by)
