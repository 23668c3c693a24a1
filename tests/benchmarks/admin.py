"""The admin at 20,000 services and 400+ units: how long each view takes, and how many queries."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, thread_time
from typing import Any

from rich.table import Table

from tests.benchmarks.figures import Times

#: The editor of a ward and the province's moderator (demo.accounts).
PEOPLE = {"baichay": "biên tập viên của một phường", "duyet": "người duyệt của tỉnh"}
RUNS = 15
#: What a view may take (issue: p95 in milliseconds, queries).
LIMITS = (700, 60)


def measure(portal_data: Path, services: int) -> Iterator[Table]:
    """Copy the portal's database, fill it, and ask each view as each person."""
    from django.conf import settings
    from django.db import connection

    from tests.benchmarks.admin_catalogue import fill

    kept = settings.DATABASES["default"]["NAME"]
    if connection.vendor == "sqlite":
        connection.close()
        copy = portal_data / "admin.sqlite3"
        shutil.copy(kept, copy)
        connection.settings_dict["NAME"] = str(copy)
    try:
        count = fill(services)
        for name, role in PEOPLE.items():
            yield _table(name, f"{role}, {count:,} dịch vụ".replace(",", "."))
    finally:
        connection.close()
        connection.settings_dict["NAME"] = kept


def _table(name: str, title: str) -> Table:
    table = Table(title=f"Trang quản trị: {title}")
    for heading in ("trang", "p50", "p95", "bộ xử lý p50", "truy vấn", "cỡ"):
        table.add_column(heading, justify="left" if heading == "trang" else "right")
    for label, address, query in views(name):
        table.add_row(label, *ask(name, address, query))
    return table


def views(name: str) -> list[tuple[str, str, dict[str, str]]]:
    """(label, address, query) of what editors open every day, and of every report they have."""
    from django.urls import reverse

    from services_catalogue.models import ServiceIndexPage

    explorer = reverse("wagtailadmin_explore", args=[ServiceIndexPage.objects.order_by("pk")[0].pk])
    listing = reverse("dich_vu_cong:index")
    agencies = "services_catalogue_agency"
    service = {"page_type": "services_catalogue.servicepage"}
    found = [
        ("bàn làm việc", reverse("wagtailadmin_home"), {}),
        ("cây trang", explorer, {}),
        ("cây trang, tìm “dat dai”", explorer, {"q": "dat dai"}),
        ("danh sách dịch vụ", listing, {}),
        ("danh sách, trang 100", listing, {"p": "100"}),
        ("danh sách, tìm “dang ky”", listing, {"q": "dang ky"}),
        ("danh sách, tìm mã", listing, {"q": "001193"}),
        ("danh sách, lọc", listing, {"live": "changed", "level": "commune"}),
        ("chọn trang", reverse("wagtailadmin_choose_page"), service),
        ("chọn trang, tìm “khai sinh”", reverse("wagtailadmin_choose_page_search"),
         {**service, "q": "khai sinh"}),
        ("chọn cơ quan", reverse(f"wagtailsnippetchoosers_{agencies}:choose"), {}),
        ("chọn cơ quan, tìm “y te”", reverse(f"wagtailsnippetchoosers_{agencies}:choose_results"),
         {"q": "y te"}),
        ("sửa một dịch vụ nhiều phần", *_largest_service(name)),
    ]  # fmt: skip
    return found + [(f"báo cáo: {label}", url, {}) for label, url in _reports(name)]


def _largest_service(name: str) -> tuple[str, dict[str, str]]:
    """The edit form of the service with most papers among those that this person may change."""
    from django.db.models import Count
    from django.urls import reverse

    from services_catalogue.units.scope import scope_of

    reach = scope_of(_person(name)).services().exclude(latest_revision=None)
    largest = reach.annotate(size=Count("cases__documents")).order_by("-size", "pk").first()
    return reverse("wagtailadmin_pages:edit", args=[largest.pk]), {}  # type: ignore[union-attr]


def _reports(name: str) -> list[tuple[str, str]]:
    from django.test import RequestFactory
    from wagtail.admin.menu import reports_menu

    request = RequestFactory().get("/quan-tri/")
    request.user = _person(name)
    return [(str(item.label), item.url) for item in reports_menu.menu_items_for_request(request)]


def _person(name: str) -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model()._default_manager.get(username=name)


def ask(name: str, address: str, query: dict[str, str], runs: int = RUNS) -> list[str]:
    """p50, p95, processor time, queries and size of one view. Errors: any answer but 200."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    window = Client(headers={"host": "localhost"})
    window.force_login(_person(name), backend="django.contrib.auth.backends.ModelBackend")
    window.get(address, query)
    with CaptureQueriesContext(connection) as queries:
        answer = window.get(address, query)
        asked = len(queries)
    if answer.status_code != 200:
        raise RuntimeError(f"{answer.status_code}: {address}")
    durations, busy = [], []
    for _run in range(runs):
        started, worked = perf_counter(), thread_time()
        window.get(address, query)
        durations.append(perf_counter() - started)
        busy.append(thread_time() - worked)
    times = Times(tuple(sorted(durations)))
    colours = (
        "[red]" if times.at(0.95) > LIMITS[0] else "",
        "[red]" if asked > LIMITS[1] else "",
    )
    return [
        times.p50,
        f"{colours[0]}{times.p95}",
        Times(tuple(sorted(busy))).p50,
        f"{colours[1]}{asked}",
        f"{len(answer.content) / 1024:.0f} KB",
    ]
