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
#: Among how many first results an answer is looked for.
DEPTHS = (1, 5)
#: Row of all kinds together.
ALL = "tất cả"


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
    answerable: Counter[str] = Counter()
    same: Counter[str] = Counter()
    right: Counter[tuple[str, str, int]] = Counter()
    for one in read_judged(queries):
        query = Query(one.text, size=max(DEPTHS), facets=())
        query = replace(query, parts=reader.understand(one.text).parts)
        found = [[hit.document.code for hit in engine.search(query).hits] for engine in engines]
        for kind in (one.kind, ALL):
            asked[kind] += 1
            answerable[kind] += bool(one.best)
            same[kind] += found[0][:1] == found[1][:1]
            for name, codes in zip(ENGINES, found, strict=True):
                for depth in DEPTHS:
                    right[kind, name, depth] += bool(one.best & set(codes[:depth]))
    columns = [(name, depth) for name in ENGINES for depth in DEPTHS]
    table = Table(title=f"Hai bộ máy, {queries.name}")
    headings = ("loại", "câu", "cùng kết quả đầu", *(f"{name}, đúng @{k}" for name, k in columns))
    for heading in headings:
        table.add_column(heading)
    for kind in sorted(asked, key=lambda one: (one == ALL, one)):
        # Success is of queries that some service answers; agreement is of all.
        shares = [_share(right[kind, name, depth], answerable[kind]) for name, depth in columns]
        table.add_row(kind, str(asked[kind]), _share(same[kind], asked[kind]), *shares)
    return table


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"
