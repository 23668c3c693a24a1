"""How many service pages a second one machine gives out, beside the least that Django can do."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from rich.table import Table

from tests.benchmarks.load import Load, put_load
from tests.pages.sample_catalogue import FULL
from tests.server_process import serving

ADDRESSES = {"trang chủ": "/", "tìm kiếm": "/tim-kiem/?q=khai+sinh", "danh mục": "/dich-vu/"}


def measure(data_dir: Path) -> Iterator[Table]:
    """Run each server alone, one after the other, on the same machine."""
    table = Table(title="Trang: 4 kết nối, granian 1 tiến trình, cùng máy với bên đo")
    for heading in ("trang", "cách", "trang/giây", "p50", "p95", "cỡ (gzip)"):
        table.add_column(heading, justify="left" if heading in ("trang", "cách") else "right")
    with serving("tests.benchmarks.bare_view:application", data_dir, ready="/") as url:
        bare = put_load(f"{url}/")
        _row(table, "một view Django trần", "để so", bare)
    for way, seconds in (("có bộ đệm", "600"), ("không bộ đệm", "0")):
        with serving("portal.wsgi:application", data_dir, PAGE_CACHE_SECONDS=seconds) as url:
            service = _where(url, f"/dv/{FULL}")
            for name, path in {"một dịch vụ": service, **ADDRESSES}.items():
                _row(table, name, way, put_load(f"{url}{path}"))
    yield table


def _where(url: str, path: str) -> str:
    connection = HTTPConnection(urlsplit(url).netloc, timeout=20)
    connection.request("GET", path)
    location = connection.getresponse().headers["Location"]
    connection.close()
    return urlsplit(location).path


def _row(table: Table, name: str, way: str, load: Load) -> None:
    table.add_row(
        name,
        way,
        f"{load.rate:.0f}",
        load.times.p50,
        load.times.p95,
        f"{load.size / 1024:.1f} KB",
    )
