"""The embedded engine on a catalogue of any size: queries, suggestions, size on disk, rebuilding."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from rich.table import Table

from tests.benchmarks.figures import time_each

QUERIES = 400
FACETS = ("field", "agency", "level", "audience")


def measure(services: int = 0) -> Iterator[Table]:
    """Index the demo's documents (``services`` of them, varied copies beyond those it has)."""
    from django.test import override_settings

    from search.engines import get_engine

    documents = _documents(services)
    with TemporaryDirectory(prefix="portal-bench-") as folder:
        with override_settings(SEARCH_INDEX_DIR=Path(folder) / "index"):
            get_engine.cache_clear()
            yield _measured(documents, Path(folder))
        get_engine.cache_clear()


def _measured(documents: list, folder: Path) -> Table:
    from search.engines import get_engine
    from search.finding import current_reader, find, suggest
    from search.queries import Query

    table = Table(title=f"Tìm kiếm nhúng, {len(documents):,} trang".replace(",", "."))
    for heading in ("việc", "p50", "p95", "ghi chú"):
        table.add_column(heading)
    asked = _queries(documents)
    started = perf_counter()
    get_engine().rebuild(documents)
    took = perf_counter() - started
    reader = current_reader()
    works: list[tuple[str, Callable[[str], Any], list[str], str]] = [
        ("hiểu câu hỏi", reader.understand, asked, f"{len(asked)} câu"),
        (
            "tìm: hiểu, xếp hạng, bốn bộ lọc",
            lambda text: find(Query(text=text, facets=FACETS)),
            asked,
            f"{len(asked)} câu",
        ),
        (
            "liệt kê tất cả, bốn bộ lọc",
            lambda _: find(Query(facets=FACETS)),
            asked[:50],
            "không câu hỏi",
        ),
        (
            "gợi ý khi gõ",
            suggest,
            [text[: 3 + number % 8] for number, text in enumerate(asked)],
            "3–10 chữ cái",
        ),
    ]
    for name, work, inputs, note in works:
        work(inputs[0])
        times = time_each(work, inputs)
        table.add_row(name, times.p50, times.p95, note)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    table.add_row("dựng lại chỉ mục", "", "", f"{len(documents) / took:.0f} trang/giây")
    table.add_row("chỉ mục trên đĩa", "", "", f"{size / 1024 / 1024:.1f} MB")
    return table


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
