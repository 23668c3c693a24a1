"""Codes that people type into the search box: of procedures and of dossiers."""

from __future__ import annotations

import re

_PREFIX = r"(?:\s*(?:m[aã]|tt|tthc|th[uủ]\s+t[uụ]c|s[oố])\b[\s:.]*)*"
#: "1.001193", "1001193", "tt 1.001193", "mã thủ tục 1.001193"; suffixes such as ".H49" stay.
_PROCEDURE = re.compile(rf"^{_PREFIX}([1-9])[.,\s]?(\d{{6}})((?:\.[0-9a-z]{{1,8}})*)\s*$", re.I)
#: "H49.22-261124-0001", also with spaces for the dashes or unit numbers left out.
_DOSSIER = re.compile(
    r"^\s*(?:m[aã](?:\s+h[oồ]\s+s[oơ])?[\s:]*)?"
    r"([a-z]\d{2}(?:\.\d{1,4})*)\s*[-–\s]\s*(\d{6})\s*[-–\s]\s*(\d{3,6})\s*$",
    re.I,
)


def procedure_code(text: str) -> str:
    """The code of a procedure when ``text`` is nothing else, as "1.001193"; else ""."""
    match = _PROCEDURE.match(text[:80])
    if not match:
        return ""
    return f"{match.group(1)}.{match.group(2)}{match.group(3).upper()}"


def dossier_code(text: str) -> str:
    """The code of a dossier when ``text`` is nothing else, as "H49.22-261124-0001"; else ""."""
    match = _DOSSIER.match(text[:80])
    return "-".join(match.groups()).upper() if match else ""


def code_forms(code: str) -> tuple[str, ...]:
    """How a code may be typed, lower case: whole, without dots, and without what follows the digits."""
    lower = code.lower().strip()
    base = ".".join(lower.split(".")[:2])
    forms = (lower, lower.replace(".", ""), base, base.replace(".", ""))
    return tuple(dict.fromkeys(form for form in forms if form))
