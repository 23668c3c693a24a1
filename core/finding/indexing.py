"""Rows as the index of the admin keeps them: every text folded."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

from django.db.models import Manager
from modelsearch.index import RelatedFields

from core.finding.typed import index_text


class FoldedRow:
    """Stands before a row while it is indexed, and answers folded texts."""

    def __init__(self, row: Any) -> None:
        self.row = row
        self.pk = row.pk

    def get_search_fields(self) -> list[Any]:
        """The fields of the row's model, each answering for this row."""
        return [_folded(field, self.row) for field in self.row.get_search_fields()]


def _folded(field: Any, row: Any) -> Any:
    twin = copy(field)
    if isinstance(field, RelatedFields):
        related = field.get_value(row)
        several = related.all() if isinstance(related, Manager) else [related]
        twin.get_value = lambda _row: None
        twin.fields = []
        if related is not None:
            twin.fields = [_folded(inner, one) for one in several for inner in field.fields]
            twin.get_value = lambda _row: row
        return twin
    twin.get_value = lambda _row: index_text(field.get_value(row))
    return twin


class FoldedIndexMixin:
    """An index of modelsearch that folds what it is given."""

    def add_items(self, model: type, objs: Sequence[Any]) -> None:
        """Write these rows, new or known."""
        super().add_items(model, [FoldedRow(row) for row in objs])  # type: ignore[misc]

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Not kept: a read of the whole table at each save, for a rank that we do not use."""
