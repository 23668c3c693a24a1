"""Fees as the sources write them: "120,000 VNĐ(…)", "Miễn phí(…)", "Phí : 2.000.000 Đồng (…)"."""

from __future__ import annotations

import re

from services_catalogue.exchange.source_text import LOWER, clean, filled, is_null
from services_catalogue.vocabulary import FeeKind

#: Shown instead of an amount when only the explanation knows it.
SEE_DESCRIPTION = "Xem mức thu"
#: Below and beyond, an amount in đồng is a slip of the pen ("20 VNĐ" for 20.000 đồng).
_LEAST, _MOST = 1_000, 100_000_000_000

_ENTRY = re.compile(r"(?m)^\s*(Phí|Lệ phí)\s*:\s*")
_INLINE = re.compile(r"(?<=[,)\s])\s*(Phí|Lệ phí)\s*:\s*(?=\d)")
_AMOUNT = re.compile(
    r"^\s*(\d[\d.,]*)\s*(VNĐ|VND|Việt Nam Đồng|Đồng|đồng|đ)?(?![\w/%])\s*(.*)$", re.DOTALL
)
_FOREIGN = re.compile(r"^\s*([\d.,]+\s*(?:USD|EUR))\s*(.*)$", re.DOTALL)
_FREE = re.compile(
    r"^\s*(miễn phí|không|o|0)\s*(đồng)?\s*(?=\(|$|\n)(.*)$", re.IGNORECASE | re.DOTALL
)
_EMPTY = re.compile(r"^\s*(đồng)?\s*(.*)$", re.IGNORECASE | re.DOTALL)
_ATTACHED = re.compile(r"File đính kèm:.*", re.DOTALL)
#: Words of an explanation which show that a sum is asked for, so that "Miễn phí" is not the truth.
_SUM_ASKED = re.compile(
    r"\d[\d.,]*\s*(đồng|đ\b|vnđ|vnd|%|usd)|mức (thu|phí|lệ phí)|biểu (mức|phí)|thông tư|"
    r"hội đồng nhân dân|hđnd|nghị quyết|theo quy định|lệ phí\s*:|phí\s*:",
    re.IGNORECASE,
)
#: Brackets around an explanation, often doubled and with the empty amount of another form inside.
_WRAPPED = re.compile(
    r"^(?:(?:Phí|Lệ phí)\s*:\s*)?(?:0?\s*Đồng\s*)?\(((?:[^()]|\([^()]*\))*)\)?$", re.IGNORECASE
)
_EXEMPT = re.compile(r"^\W*(được )?(miễn|không (thu|phải|mất))", re.IGNORECASE)


def fees_of(cell: str) -> list[dict]:
    """Fees of one cell, as values of the record schema; none when the cell says nothing."""
    cell = _ATTACHED.sub("", clean(cell)).strip()
    if not filled(cell):
        return []
    entries = _entries(cell)
    return [fee for kind, text in entries if (fee := _fee(kind, text))]


def _entries(cell: str) -> list[tuple[FeeKind, str]]:
    found = list(_ENTRY.finditer(cell))
    if not found:
        return [(_kind_of(cell), cell)]
    ends = [one.start() for one in found[1:]] + [len(cell)]
    return [
        (FeeKind.LEVY if one[1] == "Lệ phí" else FeeKind.CHARGE, cell[one.end() : end].strip())
        for one, end in zip(found, ends, strict=True)
    ]


def _kind_of(cell: str) -> FeeKind:
    words = re.sub(rf"[^{LOWER} ]", " ", cell.lower()[:120])
    charge = "phí" in re.sub(r"lệ phí|miễn phí|học phí", "", words)
    return FeeKind.CHARGE if charge and "lệ phí" not in words else FeeKind.LEVY


def _fee(kind: FeeKind, text: str) -> dict | None:
    if found := _FREE.match(text):
        return _free(kind, _explanation(found[3]))
    if found := _FOREIGN.match(text):
        return _said(kind, found[1], _explanation(found[2]))
    if found := _AMOUNT.match(text):
        amount = _whole(found[1])
        description = _explanation(found[3])
        if amount == 0:
            return _free(kind, description)
        if amount is not None and found[2] and amount < _LEAST:
            return _doubtful(kind, f"{found[1]} {found[2]}", description)
        if amount is not None and found[2] and not _INLINE.search(text):
            return {"kind": kind, "amount": amount, "text": "", "description": description}
    if found := _EMPTY.match(text):
        rest = _explanation(found[2])
        if is_null(rest):
            return None
        return _said(kind, SEE_DESCRIPTION, rest) if found[1] else _said(kind, rest, "")
    return None


def _free(kind: FeeKind, description: str) -> dict:
    """Free, unless the explanation asks for a sum: the source writes 0 where it has no one amount."""
    if _SUM_ASKED.search(description) and not _EXEMPT.match(description):
        return _said(kind, SEE_DESCRIPTION, description)
    return {"kind": kind, "amount": 0, "text": "", "description": description}


def _doubtful(kind: FeeKind, words: str, description: str) -> dict:
    note = f"Nguồn ghi “{words}”, không chắc là mức thu."
    return _said(kind, SEE_DESCRIPTION, "\n".join(part for part in (description, note) if part))


def fee_run_together(words: str, rest: str) -> dict:
    """A fee whose digits ran into those of the time limit: never a number, the words are kept."""
    return _doubtful(_kind_of(rest), words, _explanation(rest))


def _said(kind: FeeKind, text: str, description: str) -> dict:
    if len(text) > 200:
        text, description = SEE_DESCRIPTION, f"{text}\n{description}".strip()
    return {"kind": kind, "amount": None, "text": text, "description": description}


def _explanation(text: str) -> str:
    text = text.strip()
    while inner := _WRAPPED.match(text):
        text = inner[1].strip()
    text = text.lstrip(" ,;:").removesuffix(")") if text.count(")") > text.count("(") else text
    return filled(text)


def _whole(digits: str) -> int | None:
    """Whole đồng of "120,000" or "2.000.000"; None when the dots and commas do not group thousands."""
    digits = digits.rstrip(".,")
    if not re.fullmatch(r"\d{1,3}([.,]\d{3})*|\d+", digits):
        return None
    amount = int(re.sub(r"[.,]", "", digits))
    return amount if amount <= _MOST else None
