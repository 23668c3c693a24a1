"""What other sites ask of the portal: cards, oEmbed, records, changes, and the files of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count, islice
from pathlib import Path
from time import perf_counter
from unittest import mock

from rich.table import Table

from tests.benchmarks.load import put_load
from tests.pages.sample_catalogue import FULL
from tests.server_process import serving

ASKED = {
    f"/nhung/{FULL}": "thẻ (khung)",
    f"/nhung/{FULL}.json": "thẻ (JSON)",
    "/oembed?url={portal}/dv/" + FULL: "oEmbed",
    f"/api/v1/services/{FULL}": "services/{code}",
    "/api/v1/changes?limit=200": "changes, 200 dòng",
    f"/api/v1/status?codes={FULL}": "status",
}
_UNLIMITED = "tests.benchmarks.unlimited:application"


def measure(data_dir: Path, services: int) -> Iterator[Table]:
    """A table of requests, and one of the files of ``services`` services (0: 20,000)."""
    table = Table(title="Trang khác hỏi cổng: 4 kết nối, granian 1 tiến trình")
    for heading in ("hỏi", "cách", "lượt/giây", "p50", "p95", "cỡ (gzip)"):
        table.add_column(heading, justify="left" if heading in ("hỏi", "cách") else "right")
    for way, seconds in (("có bộ đệm", "600"), ("không bộ đệm", "0")):
        with serving(_UNLIMITED, data_dir, PAGE_CACHE_SECONDS=seconds) as url:
            for path, name in ASKED.items():
                load = put_load(url + path.format(portal="http://localhost:8000"))
                row = (f"{load.rate:.0f}", load.times.p50, load.times.p95)
                table.add_row(name, way, *row, f"{load.size / 1024:.1f} KB")
    yield table
    yield _files(services or 20_000)


def _files(services: int) -> Table:
    """Build the files of the demo catalogue, read over and over under made-up codes until enough."""
    from api.dumps import building
    from services_catalogue.models import ServicePage

    read = building._pages

    def pages() -> Iterator[ServicePage]:
        again = chain.from_iterable(read() for _ in count())
        for number, page in enumerate(islice(again, services)):
            page.code = f"{1 + number // 1_000_000}.{number % 1_000_000:06d}"
            yield page

    table = Table(title=f"Tệp toàn bộ danh mục: {services} dịch vụ")
    table.add_column("tệp")
    table.add_column("kết quả", justify="right")
    with mock.patch.object(building, "_pages", pages):
        started = perf_counter()
        made = building.build()
        table.add_row("mọi tệp", f"{perf_counter() - started:.0f} s")
    for one in made["files"]:
        table.add_row(one["name"], f"{one['size'] / 2**20:.1f} MiB")
    return table
