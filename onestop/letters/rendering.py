"""Letters to PDF/UA-1 with Typst.

The layouts are fixed files; what people wrote reaches them as JSON, where it is text and never
markup. The fonts are those inside Typst (Libertinus Serif: a serif, as NĐ 30/2020/NĐ-CP asks of
letters, with all of Vietnamese), so that a letter looks the same on every machine.
"""

from __future__ import annotations

import io
import json
import re
import unicodedata
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import segno
import typst

from onestop.letters.content import Form, Letter

LAYOUTS = Path(__file__).parent / "layouts"
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_LAYOUT = {
    Form.RECEIPT: "receipt.typ",
    Form.SUPPLEMENT_REQUEST: "supplement_request.typ",
    Form.REFUSAL: "refusal.typ",
    Form.APOLOGY: "apology.typ",
    Form.STOP_NOTICE: "stop_notice.typ",
}
#: Scripts that the fonts inside Typst surely have; others stand as "?" if one of them fails.
_UNSURE = re.compile(r"[^\n\u0020-\u024f\u0300-\u036f\u0370-\u04ff\u1e00-\u1eff\u2010-\u2027₫№]")


class LetterError(RuntimeError):
    """A letter could not be laid out. Holds no text of the letter, so that it may be logged."""


def render(letter: Letter) -> bytes:
    """``letter`` as a tagged PDF (PDF/UA-1, Vietnamese), the same bytes for the same content.

    Errors: LetterError if Typst refuses the layout.
    """
    values = _values(letter)
    try:
        return _compiled(letter, values)
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise LetterError(f"layout of form {letter.form} failed") from None
    try:
        # PDF/UA wants every character readable; one without a glyph must not cost the letter.
        return _compiled(letter, _with_known_characters(values))
    except typst.TypstError:
        raise LetterError(f"layout of form {letter.form} failed") from None


def _compiled(letter: Letter, values: dict[str, Any]) -> bytes:
    pdf = typst.compile(
        LAYOUTS / _LAYOUT[letter.form],
        root=LAYOUTS,
        format="pdf",
        pdf_standards="ua-1",
        ignore_system_fonts=True,
        sys_inputs={"letter": json.dumps(values, ensure_ascii=False)},
        timestamp=int(letter.issued_at.timestamp()),
    )
    if not isinstance(pdf, bytes):  # a list is for pictures of pages
        raise LetterError(f"layout of form {letter.form} gave no document")
    return pdf


def _values(letter: Letter) -> dict[str, Any]:
    """The content as the layouts read it: plain text, and times as lists of two phrasings."""
    return {
        **_plain(letter),
        "form": str(letter.form),
        "title": letter.heading,
        "qr": qr_as_svg(letter.tracking_url),
    }


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        return {"day": day_in_words(value), "moment": moment_in_words(value)}
    return _clean(value) if isinstance(value, str) else value


def _clean(text: str) -> str:
    """``text`` composed, without control, private and direction characters; line ends are kept."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    kept = (c for c in text if c == "\n" or not unicodedata.category(c).startswith("C"))
    return "".join(kept).strip()


def _with_known_characters(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: one if key == "qr" else _with_known_characters(one) for key, one in value.items()
        }
    if isinstance(value, list):
        return [_with_known_characters(one) for one in value]
    return _UNSURE.sub("?", value) if isinstance(value, str) else value


def qr_as_svg(url: str) -> str:
    """The QR of ``url`` as SVG text."""
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()


def day_in_words(moment: datetime) -> str:
    """The day of ``moment`` in Vietnam: "ngày 05 tháng 02 năm 2026" (NĐ 30/2020: 0 before 1–9)."""
    local = moment.astimezone(VIETNAM)
    month = f"{local.month:02d}" if local.month < 3 else str(local.month)
    return f"ngày {local.day:02d} tháng {month} năm {local.year}"


def moment_in_words(moment: datetime) -> str:
    """``moment`` in Vietnam, as the forms write it: "9 giờ 05 phút, ngày 24 tháng 11 năm 2026"."""
    local = moment.astimezone(VIETNAM)
    return f"{local.hour} giờ {local.minute:02d} phút, {day_in_words(moment)}"
