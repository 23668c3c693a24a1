"""onestop measured from outside: filling it, taking dossiers in, tracking, changes, statistics."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any
from uuid import uuid4

import httpx
from rich.table import Table

from tests.benchmarks.figures import Times, time_each
from tests.server_process import run, serving

TOKEN = "a-token-of-the-benchmarks-0123456789"
SETTINGS = {"DJANGO_SETTINGS_MODULE": "onestop.settings", "ONESTOP_TOKEN": TOKEN}
YEARS = 5
#: Dossiers handed in, how many at a time, each with one paper of this size in bytes.
INTAKE, AT_ONCE, PAPER = 400, 16, 1_000_000
LOOK_UPS, FIGURE_PAGES = 400, 100


def measure(portal_data: Path, dossiers: int) -> Iterator[Table]:
    """Fill an onestop with ``dossiers`` of five years and measure it.

    SQLite, or the database of ONESTOP_DATABASE_URL.
    """
    data_dir = portal_data / "onestop-bench"
    data_dir.mkdir(exist_ok=True)
    export = str(data_dir / "for-onestop.json")
    run("manage.py", "export_for_onestop", export, data_dir=portal_data)
    run("manage.py", "prepare_onestop", export, data_dir=data_dir, **SETTINGS)
    started = perf_counter()
    days = str(YEARS * 365 + 1)
    command = ("manage.py", "simulate", "--dossiers", str(dossiers), "--days", days)
    run(*command, data_dir=data_dir, **SETTINGS)
    filled = Table("Mô phỏng", "hồ sơ", "giây", "hồ sơ/giây", title="Đổ dữ liệu")
    took = perf_counter() - started
    filled.add_row(f"{YEARS} năm", f"{dossiers:,}", f"{took:.0f}", f"{dossiers / took:,.0f}")
    yield filled
    yield from measure_filled(data_dir)
    yield measure_figures(portal_data, data_dir)


def measure_filled(data_dir: Path) -> Iterator[Table]:
    """What a filled onestop answers, over a socket, with one process of four threads."""
    with serving("onestop.wsgi:application", data_dir, **SETTINGS) as url, _client(url) as client:
        codes = _some_codes(data_dir)
        yield _reading(client, codes)
        yield _taking(client)


def measure_figures(portal_data: Path, data_dir: Path) -> Table:
    """What the portal makes of it: reading all figures, and showing them without its page cache."""
    table = Table("Trang", "lần", "trung vị", "p95", title="Số liệu công khai")
    with serving("onestop.wsgi:application", data_dir, **SETTINGS) as backend:
        connected = {"DOSSIER_API_URL": backend, "DOSSIER_API_TOKEN": TOKEN}
        started = perf_counter()
        said = run("manage.py", "read_figures", data_dir=portal_data, **connected)
        table.caption = f"{said.strip()}: {perf_counter() - started:.1f} s"
    with (
        serving("portal.wsgi:application", portal_data, PAGE_CACHE_SECONDS="0") as url,
        httpx.Client(base_url=url, timeout=60, trust_env=False) as client,
    ):
        for path in ("/tien-do/", "/tien-do/?nhom=service", "/tien-do/so-lieu.csv?nhom=service"):
            times = time_each(lambda one: client.get(one).raise_for_status(), [path] * FIGURE_PAGES)
            table.add_row(path, str(FIGURE_PAGES), times.p50, times.p95)
    return table


@contextmanager
def _client(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(
        base_url=f"{url}/v1/",
        headers={"Authorization": f"Bearer {TOKEN}"},
        timeout=60,
        limits=httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE),
        trust_env=False,
    ) as client:
        yield client


def _some_codes(data_dir: Path) -> list[str]:
    script = (
        "import django; django.setup()\n"
        "from random import Random\n"
        "from onestop.models import Dossier\n"
        "first, last = Dossier.objects.earliest('pk').pk, Dossier.objects.latest('pk').pk\n"
        f"wanted = Random(5).sample(range(first, last + 1), {LOOK_UPS})\n"
        "print(*Dossier.objects.filter(pk__in=wanted).values_list('code', flat=True))"
    )
    codes = run("-c", script, data_dir=data_dir, **SETTINGS).split()
    Random(6).shuffle(codes)
    return codes


def _reading(client: httpx.Client, codes: list[str]) -> Table:
    table = Table("Câu hỏi", "lần", "trung vị", "p95", title="Hỏi hệ thống một cửa")

    def row(name: str, times: Times) -> None:
        table.add_row(name, str(len(times.seconds)), times.p50, times.p95)

    row("tra cứu theo mã", time_each(lambda code: _get(client, f"dossiers/{code}"), codes))
    for group in ("agency", "field", "service", "month"):
        spans = [
            {"from": "2022-01-01", "to": "2026-10-31", "group_by": group},
            {"from": "2022-03-17", "to": "2026-11-11", "group_by": group},
            {"from": "2026-01-01", "to": "2026-11-24", "group_by": group},
        ] * 7
        row(
            f"thống kê theo {group}",
            time_each(lambda query: _get(client, "statistics", **query), spans),
        )
    return table


def _taking(client: httpx.Client) -> Table:
    services = _get(client, "services")["items"]
    durations: list[float] = []

    def hand_in(number: int) -> None:
        content = secrets.token_bytes(PAPER)
        asked = perf_counter()
        files = {"file": ("anh.jpg", content, "image/jpeg")}
        paper = client.post("attachments", files=files).raise_for_status().json()
        body = {
            "reference": f"B-{uuid4().hex[:12]}",
            "service_code": services[number % len(services)]["code"],
            "applicant": {"full_name": "Nguyễn Thị Thử", "phone": "0912345678"},
            "data": {},
            "attachments": [{"id": paper["id"], "filename": "anh.jpg"}],
            "submitted_at": "2026-11-24T09:00:00+07:00",
        }
        headers = {"Idempotency-Key": uuid4().hex}
        client.post("dossiers", json=body, headers=headers).raise_for_status()
        durations.append(perf_counter() - asked)

    started = perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(hand_in, range(INTAKE)))
    took = perf_counter() - started
    times = Times(tuple(sorted(durations)))
    table = Table("Nộp", "hồ sơ/giây", "trung vị", "p95", title="Nhận hồ sơ")
    table.add_row(
        f"{INTAKE} hồ sơ, {AT_ONCE} cùng lúc, mỗi hồ sơ 1 MB",
        f"{INTAKE / took:.0f}",
        times.p50,
        times.p95,
    )
    return table


def _get(client: httpx.Client, path: str, **query: str) -> Any:
    return client.get(path, params=query).raise_for_status().json()
