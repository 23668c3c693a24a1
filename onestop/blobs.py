"""Papers by their content: streamed to disk and hashed on the way, each content kept once."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from onestop.models import Blob
from onestop.problems import Refused


class ReceivedFile(UploadedFile):
    """A file on disk, under a temporary name until :func:`keep` takes it over."""

    def __init__(self, path: Path, digest: str, size: int, **about: Any) -> None:
        super().__init__(file=path.open("rb"), size=size, **about)
        self.path, self.digest = path, digest

    def close(self) -> None:
        """Close, and drop what nobody kept."""
        super().close()
        self.path.unlink(missing_ok=True)


class BlobUploadHandler(FileUploadHandler):
    """Writes a file of a form to disk as it comes in; 413 as soon as it is too large."""

    chunk_size = 256 * 1024

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin."""
        super().new_file(*args, **kwargs)
        folder = Path(settings.BLOB_DIR) / "incoming"
        self.path = folder / uuid4().hex
        try:
            self.out = self.path.open("wb")
        except FileNotFoundError:
            folder.mkdir(parents=True, exist_ok=True)
            self.out = self.path.open("wb")
        self.hash, self.size = hashlib.sha256(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write one piece."""
        self.size += len(raw_data)
        if self.size > settings.ONESTOP_ATTACHMENT_BYTES:
            self._drop()
            raise too_large()
        self.hash.update(raw_data)
        self.out.write(raw_data)

    def file_complete(self, file_size: int) -> ReceivedFile:
        """On disk for good, before anybody is told so."""
        self.out.flush()
        os.fsync(self.out.fileno())
        self.out.close()
        return ReceivedFile(
            self.path,
            self.hash.hexdigest(),
            file_size,
            name=self.file_name or "",
            content_type=(self.content_type or "")[:120],
        )

    def upload_interrupted(self) -> None:
        """The other side went away."""
        self._drop()

    def _drop(self) -> None:
        if not self.out.closed:
            self.out.close()
        self.path.unlink(missing_ok=True)


def too_large() -> Refused:
    """What a file over the limit is answered."""
    limit = settings.ONESTOP_ATTACHMENT_BYTES
    return Refused(413, "too-large", f"A file may have {limit} bytes at the most.")


def keep(file: ReceivedFile) -> Blob:
    """Move the file to its place. The same content is kept once."""
    blob = Blob(digest=file.digest, size=file.size or 0, media_type=file.content_type or "")
    if is_kept(file):
        file.path.unlink(missing_ok=True)
    else:
        blob.path.parent.mkdir(parents=True, exist_ok=True)
        file.path.replace(blob.path)
    Blob.objects.bulk_create([blob], ignore_conflicts=True)
    return blob


def is_kept(file: ReceivedFile) -> bool:
    """Whether this content is here already: it need not be known to the same client."""
    return Blob(digest=file.digest).path.exists()
