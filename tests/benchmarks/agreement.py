"""Whether both engines name the same service first, by kind of judged query, and how well each does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from rich.table import Table

from tests.benchmarks.searches import engine_in_use

DEMO = Path(__file__).parents[1] / "search" / "demo_queries.tsv"
ENGINES = ("embedded", "elasticsearch")


def measure(queries: Path | None = None) -> Iterator[Table]:
    """Ask both engines the queries of a TSV file; the demo's judged ones without.

    :raises RuntimeError: without ELASTICSEARCH_URL.
    """
    from django.conf import settings

    if not settings.ELASTICSEARCH_URL:
        raise RuntimeError("ELASTICSEARCH_URL names no cluster: there is nothing to compare with")
    with engine_in_use(settings.ELASTICSEARCH_URL):
        yield _compared(queries or DEMO)


def _compared(queries: Path) -> Table:
    from search.engines import engine_named, get_engine
    from search.evaluation import read_judged
    from search.finding import current_reader
    from search.queries import Query
    from services_catalogue.models import ServicePage
    from services_catalogue.selectors import with_parts

    pages = with_parts(ServicePage.objects.live())
    get_engine().rebuild(page.search_document() for page in pages)
    engines, reader = [engine_named(name) for name in ENGINES], current_reader()
    asked: Counter[str] = Counter()
    same: Counter[str] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for one in read_judged(queries):
        query = Query(one.text, size=1, facets=())
        query = replace(query, parts=reader.understand(one.text).parts)
        firsts = [
            next((hit.document.code for hit in engine.search(query).hits), "") for engine in engines
        ]
        for kind in (one.kind, "tất cả"):
            asked[kind] += 1
            same[kind] += firsts[0] == firsts[1]
            for name, first in zip(ENGINES, firsts, strict=True):
                right[kind, name] += first in one.best
    table = Table(title=f"Hai bộ máy, {queries.name}")
    for heading in ("loại", "câu", "cùng kết quả đầu", *(f"{name}, đúng @1" for name in ENGINES)):
        table.add_column(heading)
    for kind in sorted(asked, key=lambda one: (one == "tất cả", one)):
        shares = (same[kind], *(right[kind, name] for name in ENGINES))
        table.add_row(kind, str(asked[kind]), *(f"{part / asked[kind]:.3f}" for part in shares))
    return table
