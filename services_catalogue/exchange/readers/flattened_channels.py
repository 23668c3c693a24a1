"""Cách thức thực hiện of the national portal: a table whose cells were run together.

"Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến7 Ngày làm việcMiễn phí(…)…Trực tiếp…". A row
begins where a way of handing in is followed at once by a cell of time or fee.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from services_catalogue.exchange.readers.fee_text import fee_run_together, fees_of
from services_catalogue.exchange.source_text import clean, filled
from services_catalogue.vocabulary import ChannelKind, DurationUnit

HEADER = "Hình thức nộpThời gianPhí, lệ phíMô tả"
KINDS = {
    "Trực tuyến": ChannelKind.ONLINE,
    "Dịch vụ bưu chính": ChannelKind.POST,
    "Trực tiếp": ChannelKind.IN_PERSON,
}
UNITS = {
    "ngày làm việc": DurationUnit.WORKING_DAY,
    "ngày": DurationUnit.DAY,
    "giờ": DurationUnit.HOUR,
    "tháng": DurationUnit.MONTH,
}
_NOTHING = "Không có thông tin"
_ROW = re.compile(
    r"(Trực tuyến|Dịch vụ bưu chính|Trực tiếp)"
    r"(?=\s?\d|Không|Miễn phí|Trực tuyến|Dịch vụ bưu chính|Trực tiếp|Phí|Lệ phí|Mức|Trong |Theo |$)"
)
_NUMBER = r"\d+(?:[.,]\d{1,2})?"
_TIME = re.compile(rf"\s*({_NUMBER})\s+(Ngày làm việc|Ngày|Giờ|Tháng)")
_MONEY = r"\d{1,3}(?:,\d{3})+|\d+"
_FEE = re.compile(rf"({_MONEY})\s*(VNĐ|Việt Nam Đồng|VND|USD|Đồng)|Miễn phí|Không có thông tin")
#: A bare number is a time without unit when a fee cell or the next cell follows it.
_BARE = re.compile(r"\s*(\d{1,4})(?=Miễn phí|Không có thông tin|$)")
#: The number of a time without unit and an amount that ran together: "1" + "120,000 VNĐ".
_CLUMP = re.compile(r"\s*(\d+(?:,\d{3})*)\s*(?:VNĐ|Việt Nam Đồng|VND)")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table, cells apart."""

    kind: ChannelKind
    time: str
    fee: str
    description: str
    clump: str = ""
    """Digits of time and fee that cannot be told apart: no time cell of the source is empty."""


def lines(text: str) -> list[Line]:
    """The rows of the flattened table, in order."""
    body = clean(text).removeprefix(HEADER)
    starts = list(_ROW.finditer(body))
    ends = [*(one.start() for one in starts[1:]), len(body)]
    return [
        _line(KINDS[one[1]], body[one.end() : end]) for one, end in zip(starts, ends, strict=False)
    ]


def _line(kind: ChannelKind, cells: str) -> Line:
    time, rest = _cut_time(cells)
    fee, rest = _cut_fee(rest)
    clump = found[0].strip() if (found := _CLUMP.match(cells)) and not time else ""
    return Line(kind, time.strip(), fee.strip(), _filled(rest), clump)


def _filled(text: str) -> str:
    """The description, or empty when only punctuation is left of it."""
    text = filled(text)
    return text if re.search(r"\w", text) else ""


def _cut_time(cells: str) -> tuple[str, str]:
    if found := _TIME.match(cells):
        return found[0], cells[found.end() :]
    if cells.startswith(_NOTHING):
        return "", cells[len(_NOTHING) :]
    if found := _BARE.match(cells):
        return found[1], cells[found.end() :]
    if _CLUMP.match(cells):
        return "", cells
    if found := re.match(
        r"\s*([^\d(]{1,120}?)(?=Miễn phí|Không có thông tin|\d{1,3}(?:,\d{3})+ )", cells
    ):
        return found[1], cells[found.end() :]
    return "", cells


def _cut_fee(cells: str) -> tuple[str, str]:
    """The fee cell with its bracketed explanation, and what follows it."""
    found = _FEE.match(cells)
    if not found:
        return "", cells
    end = found.end()
    if cells[end : end + 1] == "(" and found[0] != _NOTHING:
        end = _closing(cells, end)
    return cells[:end], cells[end:]


def _closing(text: str, start: int) -> int:
    """Index after the bracket that closes the one at ``start``; the end of a run of words if none."""
    depth = 0
    for index in range(start, len(text)):
        depth += (text[index] == "(") - (text[index] == ")")
        if depth == 0:
            return index + 1
    return len(text)


def channels(text: str) -> list[dict]:
    """Channels of the record schema: rows of one kind are the time limits of one channel."""
    found: dict[ChannelKind, dict] = {}
    for line in lines(text):
        channel = found.setdefault(
            line.kind, {"kind": line.kind, "description": "", "time_limits": []}
        )
        fees = (
            [fee_run_together(line.clump, line.fee.removeprefix(line.clump))]
            if line.clump
            else fees_of(line.fee)
        )
        limit = {**time_limit(line.time, line.description), "fees": fees}
        if any(limit[key] for key in ("value", "text", "description", "fees")):
            channel["time_limits"].append(limit)
    return list(found.values())


def time_limit(words: str, description: str) -> dict:
    """A time limit of the source's words. A number without its unit never becomes a value."""
    words = filled(words)
    found = re.fullmatch(rf"0*({_NUMBER})\s+(ngày làm việc|ngày|giờ|tháng)", words.lower())
    value = float(found[1].replace(",", ".")) if found else 0
    if found and value > 0:
        return {"value": value, "unit": UNITS[found[2]], "text": "", "description": description}
    if re.fullmatch(r"[\d\s.,/-]+", words) or (found and value == 0):
        # Shown alone it would be read as days; kept in words beside what the source explains.
        note = f"Nguồn ghi thời hạn “{words}” mà không nêu đơn vị." if not found else ""
        words, description = "", "\n".join(part for part in (description, note) if part)
    if len(words) > 500:
        words, description = "", f"{words}\n{description}".strip()
    return {"value": None, "unit": None, "text": words, "description": description}
