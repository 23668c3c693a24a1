"""Text of the sources: cleaned of what is not text, with the source's null markers folded to empty."""

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache

from services_catalogue.vocabulary import Audience, Level, ProcedureKind

#: Vietnamese letters for character classes: in Unicode both cases lie in one range (à–ỹ).
LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
UPPER = LOWER.upper()

#: How the national portal and the ministries write "nothing".
NULLS = frozenset({"", "-", "--", "không có thông tin", "không có", "không", "không quy định"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufeff\u200b]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANKS = re.compile(r"\n\s*\n\s*\n+")

_LEVELS = {
    "cấp bộ": Level.MINISTRY,
    "cấp trung ương": Level.MINISTRY,
    "cấp tỉnh": Level.PROVINCE,
    "cấp xã": Level.COMMUNE,
    "cơ quan khác": Level.OTHER,
}
_AUDIENCES = {
    "công dân việt nam": Audience.CITIZEN,
    "người việt nam định cư ở nước ngoài": Audience.CITIZEN,
    "người nước ngoài": Audience.CITIZEN,
    "người nước ngoài cư trú tại việt nam": Audience.CITIZEN,
    "cán bộ, công chức, viên chức": Audience.CITIZEN,
    "đảng viên": Audience.CITIZEN,
    "doanh nghiệp": Audience.BUSINESS,
    "doanh nghiệp việt nam": Audience.BUSINESS,
    "doanh nghiệp có vốn đầu tư nước ngoài": Audience.BUSINESS,
    "hợp tác xã": Audience.BUSINESS,
    "tổ chức (không bao gồm doanh nghiệp, htx)": Audience.ORGANISATION,
    "tổ chức nước ngoài": Audience.ORGANISATION,
    "tổ chức đảng": Audience.ORGANISATION,
}


def clean(value: object) -> str:
    """``value`` as text without control characters, with single spaces, lines kept."""
    return "" if value is None else _clean(str(value))


@lru_cache(maxsize=2048)
def _clean(text: str) -> str:
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " "))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip()


def one_line(value: object) -> str:
    """``value`` on one line."""
    return " ".join(clean(value).split())


def is_null(text: str) -> bool:
    """Whether ``text`` is one of the source's ways to say nothing."""
    return text.strip().rstrip(".").strip().lower() in NULLS


def filled(value: object) -> str:
    """``value`` cleaned; empty when it says nothing."""
    text = clean(value)
    return "" if is_null(text) else text


def levels(value: object) -> list[Level]:
    """Levels of "Cấp tỉnh, Cấp xã", unknown words left out."""
    parts = (part.strip().lower() for part in clean(value).split(","))
    return [_LEVELS[part] for part in parts if part in _LEVELS]


def audience_detail(value: object) -> list[str]:
    """The source's kinds of applicants, split at commas that do not stand inside a kind."""
    text = one_line(value).replace("doanh nghiệp, HTX)", "doanh nghiệp； HTX)")
    text = text.replace("Cán bộ, công chức, viên chức", "Cán bộ； công chức； viên chức")
    parts = (part.strip().replace("；", ",") for part in text.split(","))
    return [part for part in dict.fromkeys(parts) if part and not is_null(part)]


def audiences(detail: list[str]) -> list[Audience]:
    """The three audiences that ``detail`` folds to, in the order of the vocabulary."""
    found = {_AUDIENCES[part.lower()] for part in detail if part.lower() in _AUDIENCES}
    return [audience for audience in Audience if audience in found]


def procedure_kind(value: object) -> ProcedureKind:
    """Loại thủ tục of the source's wording."""
    text = one_line(value).lower()
    if not text:
        return ProcedureKind.UNKNOWN
    if "đặc thù" in text:
        return ProcedureKind.SPECIFIC
    if "không được luật giao" in text:
        return ProcedureKind.LOCAL
    if "quy định chi tiết" in text:
        return ProcedureKind.DELEGATED
    return ProcedureKind.OTHER


def day(value: object) -> date | None:
    """A date of a cell: a date, "2026-07-01" or "01/07/2026"; ValueError when it is none of them."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = one_line(value)
    if not text:
        return None
    if found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    return date.fromisoformat(text[:10])
