"""Finding with SQLite's FTS5."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from modelsearch.backends.database.sqlite import sqlite
from modelsearch.backends.database.sqlite.query import MatchExpression, SQLiteFTSIndexEntry
from modelsearch.query import SearchQuery
from modelsearch.utils import get_descendants_content_types_pks

from core.finding.indexing import FoldedIndexMixin
from core.finding.reading import FoldedCompilerMixin, finds_nothing
from core.finding.typed import Typed


class _Match(MatchExpression):
    """A whole expression of FTS5, made of words that hold letters and digits alone."""

    def __init__(self, expression: str) -> None:
        super().__init__([], None)
        self.expression = expression

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[str]]:
        """``table MATCH 'expression'``."""
        return self.template, [self.expression]

    def __repr__(self) -> str:
        return f"<Match {self.expression!r}>"


class _FoldedCompiler(FoldedCompilerMixin):
    prefix = False

    def search(
        self, config: Any, start: int | None, stop: int | None, score_field: str | None = None
    ) -> QuerySet[Any]:
        """Rows with all words; those that begin with the phrase first, then those that hold it.

        Each step is a query of its own that SQLite answers once. bm25 would be worked out anew
        for every row (django-modelsearch asks for it in a correlated subquery).
        """
        query: SearchQuery = self.query  # type: ignore[attr-defined]
        rows: QuerySet[Any] = self.queryset  # type: ignore[attr-defined]
        if not isinstance(query, Typed):
            return super().search(config, start, stop, score_field)  # type: ignore[misc]
        if finds_nothing(query):
            return rows.none()
        phrase = " + ".join(f'"{word}"' for word in query.phrase)
        tail = " *" if self.prefix else ""
        rows = rows.filter(pk__in=self._ids(_positions(query, self.prefix)))
        if self.order_by_relevance or score_field:  # type: ignore[attr-defined]
            step = Case(
                When(pk__in=self._ids(f"^ {phrase}{tail}"), then=Value(0)),
                When(pk__in=self._ids(f"{phrase}{tail}"), then=Value(1)),
                default=Value(2),
                output_field=IntegerField(),
            )
            rows = rows.annotate(**{score_field or "_step": step})
        if self.order_by_relevance:  # type: ignore[attr-defined]
            rows = rows.order_by(score_field or "_step", "pk")
        elif not rows.query.order_by:
            # Pages of one answer must not overlap.
            rows = rows.order_by("-pk")
        return rows[start:stop]

    def _ids(self, expression: str) -> QuerySet[Any]:
        columns = " ".join(self.FTS_TABLE_FIELDS)  # type: ignore[attr-defined]
        # Not a join: SQLite would ask FTS5 once for every entry of these types.
        matches = SQLiteFTSIndexEntry.objects.filter(_Match(f"{{{columns}}} : ({expression})"))
        types = get_descendants_content_types_pks(self.queryset.model)  # type: ignore[attr-defined]
        return (
            sqlite.IndexEntry.objects.filter(pk__in=matches.values("pk"), content_type__in=types)
            .order_by()
            .values_list("object_id", flat=True)
        )


def _positions(query: Typed, prefix: bool) -> str:
    """``("so") AND ("y" OR "i") AND ("te" *)``."""
    last = len(query.positions) - 1
    return " AND ".join(
        "("
        + " OR ".join(
            "(" + " AND ".join(f'"{word}"' for word in words) + ")"
            + (f' OR "{words[0]}" *' if prefix and number == last and len(words) == 1 else "")
            for words in alternatives
        )
        + ")"
        for number, alternatives in enumerate(query.positions)
    )  # fmt: skip


class _Compiler(_FoldedCompiler, sqlite.SQLiteSearchQueryCompiler):
    pass


class _PrefixCompiler(_FoldedCompiler, sqlite.SQLiteAutocompleteQueryCompiler):
    prefix = True


class _Index(FoldedIndexMixin, sqlite.SQLiteIndex):
    pass


class SearchBackend(sqlite.SQLiteSearchBackend):
    """modelsearch's backend with our folding."""

    index_class = _Index
    query_compiler_class = _Compiler
    autocomplete_query_compiler_class = _PrefixCompiler
