"""Where handed-in files lie: one sealed file each below ATTACHMENT_DIR, named by its attachment's id.

Written beside and moved into place, so that a file is whole or not there; readable by its owner only.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from submissions.encryption import seal_file, unseal_file


class FileGone(Exception):
    """There is no such file any more: it was purged, or the folder was not restored."""


def keep(key: UUID, content: bytes) -> None:
    """Seal ``content`` and put it on the disk, for good before this returns."""
    _write(key, seal_file(content, str(key)))


def read(key: UUID) -> bytes:
    """The plain content. :raises FileGone: when it is not there. :raises CannotOpen: no key fits."""
    return unseal_file(_sealed(key), str(key))


def renew_seal(key: UUID) -> None:
    """Seal the same content with the newest key.

    :raises FileGone: when it is not there. :raises CannotOpen: when no key fits.
    """
    keep(key, read(key))


def remove(key: UUID) -> None:
    """Delete the file; quietly when it is gone already."""
    _path(key).unlink(missing_ok=True)


def keys_older_than(age: timedelta) -> Iterator[UUID]:
    """Ids of the files that were written longer ago than ``age``: for tidying up what nobody knows."""
    limit = (timezone.now() - age).timestamp()
    for path in Path(settings.ATTACHMENT_DIR).glob("??/*.sealed"):
        with suppress(ValueError, FileNotFoundError):
            if path.stat().st_mtime < limit:
                yield UUID(path.stem)


def _sealed(key: UUID) -> bytes:
    try:
        return _path(key).read_bytes()
    except FileNotFoundError as error:
        raise FileGone(str(key)) from error


def _write(key: UUID, sealed: bytes) -> None:
    path = _path(key)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _path(key: UUID) -> Path:
    name = str(key)
    return Path(settings.ATTACHMENT_DIR) / name[:2] / f"{name}.sealed"
