"""Finding with PostgreSQL's text search, without stemming: Vietnamese words have no endings."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchQuery as TsQuery
from django.contrib.postgres.search import SearchRank
from django.db.models import QuerySet
from modelsearch.backends.database.postgres import postgres

from core.finding.indexing import FoldedIndexMixin
from core.finding.reading import FoldedCompilerMixin, finds_nothing
from core.finding.typed import Typed

#: Divides a rank by 1 + the logarithm of the row's length, so that short names come first.
SHORT_FIRST = 1


class _FoldedCompiler(FoldedCompilerMixin):
    prefix = False

    def search(
        self, config: Any, start: int | None, stop: int | None, **more: Any
    ) -> QuerySet[Any]:
        """As modelsearch does; signs alone find nothing."""
        if finds_nothing(self.query):  # type: ignore[attr-defined]
            return self.queryset.none()  # type: ignore[attr-defined,no-any-return]
        return super().search(config, start, stop, **more)  # type: ignore[misc,no-any-return]

    def build_tsquery_content(self, query: Any, config: Any = None, invert: bool = False) -> Any:
        """``so & (y | i) & te:*``."""
        if not isinstance(query, Typed):
            return super().build_tsquery_content(query, config=config, invert=invert)  # type: ignore[misc]
        return TsQuery(
            _positions(query, self.prefix), search_type="raw", config=config, invert=invert
        )

    def build_tsrank(self, vector: Any, query: Any, config: Any = None, boost: float = 1.0) -> Any:
        """The rank of PostgreSQL, which counts rows with few words higher."""
        if not isinstance(query, Typed):
            return super().build_tsrank(vector, query, config=config, boost=boost)  # type: ignore[misc]
        rank = SearchRank(
            vector, self.build_tsquery_content(query, config), normalization=SHORT_FIRST
        )
        return rank * boost if boost != 1.0 else rank


def _positions(query: Typed, prefix: bool) -> str:
    last = len(query.positions) - 1
    return " & ".join(
        "("
        + " | ".join(
            "(" + " & ".join(words) + (":*" if prefix and number == last and len(words) == 1 else "") + ")"
            for words in alternatives
        )
        + ")"
        for number, alternatives in enumerate(query.positions)
    )  # fmt: skip


class _Compiler(_FoldedCompiler, postgres.PostgresSearchQueryCompiler):
    pass


class _PrefixCompiler(_FoldedCompiler, postgres.PostgresAutocompleteQueryCompiler):
    prefix = True


class _Index(FoldedIndexMixin, postgres.PostgresIndex):
    pass


class SearchBackend(postgres.PostgresSearchBackend):
    """modelsearch's backend with our folding."""

    index_class = _Index
    query_compiler_class = _Compiler
    autocomplete_query_compiler_class = _PrefixCompiler

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.config = "simple"
