"""Why a file cannot be taken, in words that say what to do instead."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Reason(StrEnum):
    """The closed list of reasons; the value goes into logs (never the name of the file)."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MUCH = "too_much"
    TOO_MANY = "too_many"
    WRONG_TYPE = "wrong_type"
    PROGRAM = "program"
    OLD_WORD = "old_word"
    BROKEN_PHOTO = "broken_photo"
    TOO_MANY_PIXELS = "too_many_pixels"
    BROKEN_PDF = "broken_pdf"
    LOCKED_PDF = "locked_pdf"
    BROKEN_WORD = "broken_word"
    MACROS = "macros"
    INFECTED = "infected"
    NOT_SCANNED = "not_scanned"


_WORDS = {
    Reason.EMPTY: _("“%(name)s” không có nội dung. Chụp lại hoặc chọn tệp khác."),
    Reason.TOO_LARGE: _(
        "“%(name)s” lớn hơn %(limit)s. Chụp ảnh từng trang, hoặc lưu thành PDF nhẹ hơn."
    ),
    Reason.TOO_MUCH: _(
        "Tổng các tệp lớn hơn %(limit)s nên “%(name)s” chưa được nhận. Gửi ít tệp hơn mỗi lần."
    ),
    Reason.TOO_MANY: _("Mỗi giấy tờ nhận nhiều nhất %(limit)s tệp. Bỏ bớt tệp rồi thêm lại."),
    Reason.WRONG_TYPE: _(
        "“%(name)s” không phải ảnh, PDF hay tệp Word. Gửi ảnh chụp, PDF hoặc DOCX."
    ),
    Reason.PROGRAM: _(
        "“%(name)s” là chương trình máy tính, không phải giấy tờ. Chọn đúng tệp ảnh, PDF hoặc DOCX."
    ),
    Reason.OLD_WORD: _(
        "“%(name)s” là tệp Office kiểu cũ. Mở tệp, lưu thành PDF hoặc DOCX rồi gửi lại."
    ),
    Reason.BROKEN_PHOTO: _("Không mở được ảnh “%(name)s”. Chụp lại hoặc chọn ảnh khác."),
    Reason.TOO_MANY_PIXELS: _("Ảnh “%(name)s” quá lớn để mở. Chụp lại ở chế độ ảnh thường."),
    Reason.BROKEN_PDF: _("Không mở được “%(name)s”, có thể tệp bị hỏng. Lưu lại PDF rồi gửi."),
    Reason.LOCKED_PDF: _(
        "“%(name)s” có mật khẩu nên cán bộ không mở được. Bỏ mật khẩu rồi gửi lại."
    ),
    Reason.BROKEN_WORD: _("Không mở được “%(name)s”. Lưu lại thành DOCX hoặc PDF rồi gửi."),
    Reason.MACROS: _(
        "“%(name)s” có chứa mã chạy (macro) nên không nhận được. Lưu thành PDF rồi gửi."
    ),
    Reason.INFECTED: _("“%(name)s” có vi-rút nên không nhận. Chụp lại giấy tờ bằng điện thoại."),
    Reason.NOT_SCANNED: _("Máy quét vi-rút đang bận nên chưa nhận được “%(name)s”. Thử lại sau."),
}


class Refused(Exception):
    """A file that is not taken. ``str(error)`` is for the person who chose it.

    ``name`` is the file's own name, ``limit`` what was exceeded, in words ("20 MB").
    """

    def __init__(self, reason: Reason, *, name: str = "", limit: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.name = name
        self.limit = limit

    def __str__(self) -> str:
        values: dict[str, Any] = {"name": self.name, "limit": self.limit}
        return str(_WORDS[self.reason]) % values
