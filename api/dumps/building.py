"""The whole catalogue as files, built in one pass beside those that are served, then swapped.

A build is a folder named by the change cursor that it reflects; ``current.json`` names the folder.
A mirror starts from a file and goes on with ``changes?since=`` that cursor.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.models import Site

from api.dumps.table import COLUMNS, row
from api.linked_data.writing import catalogue_turtle
from core.addresses import absolute
from core.site_settings import PortalSettings
from services_catalogue.exchange.loading import with_all_parts
from services_catalogue.models import ChangeFeed, ServicePage
from services_catalogue.public_record import public_record
from services_catalogue.selectors import published

MEDIA_TYPES = {
    "catalogue.jsonl.gz": "application/gzip",
    "catalogue.csv": "text/csv; charset=utf-8",
    "catalogue.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "catalogue.ttl": "text/turtle; charset=utf-8",
}
_BATCH = 200
#: Builds kept: the one that is served and the one whose download may still be going on.
_KEPT = 2


def folder() -> Path:
    """Where builds live."""
    return Path(settings.DATA_DIR) / "dumps"


def current() -> dict[str, Any] | None:
    """The manifest of the build that is served; None before the first."""
    try:
        return json.loads((folder() / "current.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None


def file_of(manifest: dict[str, Any], name: str) -> Path:
    """Path of a file of this build."""
    return folder() / manifest["build"] / name


def build(advance: Callable[[], None] = lambda: None) -> dict[str, Any]:
    """Write all files and swap them in; answers the manifest. ``advance`` is called once a service."""
    feed = ChangeFeed.current()  # first: what changes while we write comes again by the feed
    started = timezone.now()
    name = f"{feed.epoch}.{feed.position}-{started:%Y%m%d%H%M%S%f}"
    place = folder() / name
    place.mkdir(parents=True)
    try:
        with override("vi"):
            services = _write(place, advance)
        manifest = _manifest(place, name, f"{feed.epoch}.{feed.position}", started, services)
        waiting = folder() / ".current.json"
        waiting.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(waiting, folder() / "current.json")
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    _forget_old(name)
    return manifest


def _pages() -> Iterator[ServicePage]:
    services = published().order_by("code", "pk")
    codes = list(services.values_list("pk", flat=True))
    for start in range(0, len(codes), _BATCH):
        yield from with_all_parts(services.filter(pk__in=codes[start : start + _BATCH]))


def _write(place: Path, advance: Callable[[], None]) -> int:
    """One pass over the catalogue, every form at once; answers how many services."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh mục dịch vụ công")
    sheet.freeze_panes = "B2"
    sheet.append(COLUMNS)
    count = 0
    with ExitStack() as open_files:
        # Half a sheet that is only forgotten is closed by the collector, at any time, with an error.
        open_files.callback(sheet.close)
        # Without a time stamp the same catalogue gives the same bytes.
        raw = open_files.enter_context((place / "catalogue.jsonl.gz").open("wb"))
        lines = open_files.enter_context(gzip.GzipFile("", "wb", 6, raw, mtime=0))
        table_file = open_files.enter_context(
            (place / "catalogue.csv").open("w", encoding="utf-8-sig", newline="")
        )
        triples = open_files.enter_context((place / "catalogue.ttl").open("w", encoding="utf-8"))
        table = csv.writer(table_file)
        table.writerow(COLUMNS)

        def told() -> Iterator[ServicePage]:
            nonlocal count
            for page in _pages():
                record = json.dumps(public_record(page), ensure_ascii=False)
                lines.write(record.encode() + b"\n")
                cells = row(page)
                table.writerow([_no_formula(cell) for cell in cells])
                sheet.append([ILLEGAL_CHARACTERS_RE.sub("", _no_formula(cell)) for cell in cells])
                count += 1
                yield page

        for piece in catalogue_turtle(
            told(), PortalSettings.for_site(Site.objects.get(is_default_site=True)), advance
        ):
            triples.write(piece)
    book.save(place / "catalogue.xlsx")
    return count


def _no_formula(cell: str) -> str:
    """A cell that spreadsheet programs take for text, whatever an editor has written."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _manifest(
    place: Path, name: str, cursor: str, started: datetime, services: int
) -> dict[str, Any]:
    files = []
    for file_name, media_type in MEDIA_TYPES.items():
        path = place / file_name
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        files.append(
            {
                "name": file_name,
                "url": absolute(f"/{file_name}"),
                "media_type": media_type,
                "size": path.stat().st_size,
                "sha256": digest,
            }
        )
    return {
        "build": name,
        "generated_at": started.isoformat(),
        "cursor": cursor,
        "changes": absolute(f"/api/v1/changes?since={cursor}"),
        "services": services,
        "files": files,
    }


def _forget_old(newest: str) -> None:
    builds = sorted(
        (one for one in folder().iterdir() if one.is_dir() and one.name != newest),
        key=lambda one: one.stat().st_mtime,
        reverse=True,
    )
    for old in builds[_KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)
