"""Takes uploads into memory up to a limit and lets the rest run through: nothing plain on the disk.

Django's own handlers would write a large file to the temporary folder before anyone could refuse it.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest

from submissions.uploads.receiving import in_words, tidy_name
from submissions.uploads.refusals import Reason, Refused


class CappedUploadHandler(FileUploadHandler):
    """Keeps each file up to ATTACHMENT_BYTES and all together up to UPLOAD_BYTES.

    Files beyond are skipped as they stream, the others are kept; ``refused`` tells which and why.
    An upload announced as larger than ``HOPELESS`` times the limit is not read at all.
    """

    HOPELESS = 20
    chunk_size = 256 * 1024

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.refused: list[Refused] = []
        self._taken = 0
        self._hopeless = False
        self._buffer = BytesIO()

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any) -> None:
        """See whether this could ever be taken."""
        self._hopeless = content_length > settings.UPLOAD_BYTES * self.HOPELESS

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with an empty buffer; stop reading altogether what is hopeless."""
        super().new_file(*args, **kwargs)
        if self._hopeless:
            self._refuse(Reason.TOO_MUCH, settings.UPLOAD_BYTES)
            raise StopUpload(connection_reset=True)
        self._buffer = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep the chunk, or skip the file from here on."""
        if start + len(raw_data) > settings.ATTACHMENT_BYTES:
            self._skip(Reason.TOO_LARGE, settings.ATTACHMENT_BYTES)
        if self._taken + len(raw_data) > settings.UPLOAD_BYTES:
            self._skip(Reason.TOO_MUCH, settings.UPLOAD_BYTES)
        self._taken += len(raw_data)
        self._buffer.write(raw_data)

    def _skip(self, reason: Reason, limit: int) -> None:
        self._taken -= self._buffer.tell()
        self._buffer = BytesIO()
        self._refuse(reason, limit)
        raise SkipFile

    def _refuse(self, reason: Reason, limit: int) -> None:
        name = tidy_name(self.file_name or "")
        self.refused.append(Refused(reason, name=name, limit=in_words(limit)))

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file in memory, from its beginning."""
        self._buffer.seek(0)
        return InMemoryUploadedFile(
            self._buffer,
            self.field_name,
            self.file_name or "",
            self.content_type or "",
            file_size,
            self.charset,
            self.content_type_extra,
        )
