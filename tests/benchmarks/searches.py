"""The engines on catalogues of any size: queries, suggestions, size on disk, rebuilding, memory.

The embedded engine always; Elasticsearch too when ELASTICSEARCH_URL names one (with an alias of the
benchmark's own, removed afterwards).
"""

from __future__ import annotations

import random
import resource
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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


def measure(sizes: Sequence[int] = (0,)) -> Iterator[Table]:
    """Index the demo's documents, ``sizes`` of them: varied copies beyond those it has, 0 as it is."""
    from django.conf import settings

    for services in sizes:
        documents = _documents(services)
        for url in filter(None, ("embedded", settings.ELASTICSEARCH_URL)):
            with engine_in_use("" if url == "embedded" else url) as folder:
                yield _measured(documents, folder)


@contextmanager
def engine_in_use(url: str) -> Iterator[Path]:
    """The engine of this process: the cluster at ``url`` under an alias of ours, or the embedded one.

    Answers the folder in which the embedded index lies.
    """
    from django.test import override_settings

    from search.engines import engine_named, get_engine

    with TemporaryDirectory(prefix="portal-bench-") as folder:
        ours = {"ELASTICSEARCH_URL": url, "ELASTICSEARCH_ALIAS": f"bench-{Path(folder).name}"}
        with override_settings(SEARCH_INDEX_DIR=Path(folder) / "index", **ours):
            get_engine.cache_clear()
            try:
                yield Path(folder)
            finally:
                if url:
                    engine_named("elasticsearch").drop()
                get_engine.cache_clear()


def _measured(documents: list, folder: Path) -> Table:
    from django.conf import settings

    from search.engines import get_engine
    from search.finding import current_reader, find, suggest
    from search.queries import Query

    engine = "elasticsearch" if settings.ELASTICSEARCH_URL else "embedded"
    number = f"{len(documents):,}".replace(",", ".")
    table = Table(title=f"Tìm kiếm, {engine}, {number} trang")
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
        # Once before: names are cut when they are first met, and kept as long as the process lives.
        first = time_each(work, inputs)
        times = time_each(work, inputs)
        table.add_row(name, times.p50, times.p95, f"{note}; lần đầu p95 {first.p95}")
    if get_engine().name != engine:
        raise RuntimeError(f"{engine} did not answer: the figures would not be its own")
    table.add_row("dựng lại chỉ mục", "", "", f"{len(documents) / took:.0f} trang/giây")
    if engine == "elasticsearch":
        size = _stored(settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_ALIAS)
    else:
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        table.add_row("bộ nhớ của tiến trình", "", "", f"{_resident():.0f} MB")
    table.add_row("chỉ mục trên đĩa", "", "", f"{size / 1024 / 1024:.1f} MB")
    return table


def _stored(url: str, alias: str) -> int:
    """Bytes that the index behind ``alias`` takes at the cluster, without replicas."""
    from elasticsearch import Elasticsearch

    return Elasticsearch(url).indices.stats(index=alias)["_all"]["primaries"]["store"][
        "size_in_bytes"
    ]


def _resident() -> float:
    """Memory that this process holds now, in MB (Linux; elsewhere the most it has held)."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 1024 / 1024


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
