"""The files that editors hand in: kept outside the media, readable by the portal alone, and purged."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from services_catalogue.models.import_runs import ImportRun
from services_catalogue.models.runs import WORKING

#: What may be handed in, by the end of its name. The reader looks at the contents (docs/import.md).
ENDINGS = (".jsonl", ".jsonl.gz", ".csv", ".xlsx")
#: How the contents begin, where that is fixed.
_SIGNATURES = {".gz": b"\x1f\x8b", ".xlsx": b"PK\x03\x04"}


def ending(name: str) -> str:
    """The one of :data:`ENDINGS` that ``name`` has; empty for none."""
    return next((one for one in ENDINGS if name.lower().endswith(one)), "")


def looks_like(name: str, start: bytes) -> bool:
    """Whether contents that begin with ``start`` can be what ``name`` says."""
    signature = next((one for end, one in _SIGNATURES.items() if name.lower().endswith(end)), None)
    if signature is not None:
        return start.startswith(signature)
    return b"\x00" not in start or start.startswith((b"\xff\xfe", b"\xfe\xff"))


def store(name: str, chunks: Iterable[bytes]) -> tuple[str, str, int]:
    """Keep the file under a name of our own; answers that name, its SHA-256 and its size."""
    folder = Path(settings.IMPORT_DIR)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    kept = f"{uuid4().hex}{ending(name)}"
    digest, size = hashlib.sha256(), 0
    handle = os.open(folder / kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        for chunk in chunks:
            file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return kept, digest.hexdigest(), size


def path_of(run: ImportRun) -> Path:
    """Where the file of ``run`` lies, if it was not purged."""
    return Path(settings.IMPORT_DIR) / run.file


def forget(run: ImportRun) -> None:
    """Remove the file of ``run``; its rows and counts stay."""
    if run.file:
        path_of(run).unlink(missing_ok=True)
        ImportRun.objects.filter(pk=run.pk).update(file="")


def purge() -> int:
    """Remove the files, and the rows, of runs older than IMPORT_DAYS; answers how many runs.

    What was done stays in the log of each page; the run keeps its counts.
    """
    eldest = timezone.now() - timedelta(days=settings.IMPORT_DAYS)
    old = (
        ImportRun.objects.filter(created_at__lt=eldest).exclude(state__in=WORKING).exclude(file="")
    )
    number = 0
    for run in old:
        run.rows.all().delete()
        forget(run)
        number += 1
    return number
