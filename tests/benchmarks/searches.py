"""The embedded engine on a catalogue of any size: queries, suggestions, size on disk, rebuilding."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from rich.table import Table

from tests.benchmarks.figures import time_each

QUERIES = 400
FACETS = ("field", "agency", "level", "audience")


def measure(services: int = 0) -> Iterator[Table]:
    """Index the demo's documents (``services`` of them, varied copies beyond those it has)."""
    from search.engines.embedded import EmbeddedEngine
    from search.queries import Query

    documents = _documents(services)
    asked = _queries(documents)
    table = Table(title=f"Tìm kiếm nhúng, {len(documents):,} trang".replace(",", "."))
    for heading in ("việc", "p50", "p95", "ghi chú"):
        table.add_column(heading)
    with TemporaryDirectory(prefix="portal-bench-") as folder:
        engine = EmbeddedEngine(Path(folder) / "index")
        started = perf_counter()
        engine.rebuild(documents)
        took = perf_counter() - started
        engine.search(Query(text=asked[0]))
        found = time_each(lambda text: engine.search(Query(text=text, facets=FACETS)), asked)
        table.add_row("tìm, bốn bộ lọc có số đếm", found.p50, found.p95, f"{len(asked)} câu")
        everything = time_each(lambda _: engine.search(Query(facets=FACETS)), range(50))
        table.add_row("liệt kê tất cả", everything.p50, everything.p95, "không câu hỏi")
        typed = [text[: 3 + number % 8] for number, text in enumerate(asked)]
        suggested = time_each(engine.suggest, typed)
        table.add_row("gợi ý khi gõ", suggested.p50, suggested.p95, "3–10 chữ cái")
        size = sum(f.stat().st_size for f in Path(folder).rglob("*") if f.is_file())
        table.add_row("dựng lại chỉ mục", "", "", f"{len(documents) / took:.0f} trang/giây")
        table.add_row("chỉ mục trên đĩa", "", "", f"{size / 1024 / 1024:.1f} MB")
    yield table


def _documents(wanted: int) -> list:
    from services_catalogue.models import ServicePage
    from services_catalogue.selectors import with_parts

    own = [page.search_document() for page in with_parts(ServicePage.objects.live())]
    if not own:
        raise RuntimeError("the demo catalogue is empty")
    return list(islice(_varied(own), wanted or len(own)))


def _varied(documents: Sequence) -> Iterator:
    """The documents, then copies of them with other ids, codes and places in their names."""
    for turn in count():
        for number, document in enumerate(documents):
            if turn == 0:
                yield document
                continue
            serial = turn * len(documents) + number
            yield replace(
                document,
                id=f"page:{10_000_000 + serial}",
                code=f"8.{serial % 1_000_000:06d}",
                title=f"{document.title} (đợt {turn})",
                popularity=serial % 997,
            )


def _queries(documents: Sequence) -> list[str]:
    """Pieces of the names that people use, with and without marks."""
    from search.text import fold

    dice = random.Random(20261124)
    queries = []
    for document in dice.choices(documents, k=QUERIES):
        names = [document.title, document.official_name, *document.popular_names]
        words = dice.choice([name for name in names if name]).split()
        start = dice.randrange(max(1, len(words) - 3))
        text = " ".join(words[start : start + dice.randint(2, 6)])
        queries.append(fold(text) if dice.random() < 0.5 else text)
    return queries
