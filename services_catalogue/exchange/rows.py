"""What a reader answers for each row of a file: a service, or why there is none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from services_catalogue.exchange.records import ServiceRecord


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the message tells an editor what to do."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a row stays out: the field at fault and a reason that a person accepts."""

    code: str
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file. ``foreign`` rows come from a source that does not know what editors add."""

    number: int
    raw: Any
    result: ServiceRecord | Rejection
    foreign: bool = False
    warnings: tuple[str, ...] = field(default=())

    def raw_json(self) -> str:
        """The row as it stood in the file, for the report."""
        return json.dumps(self.raw, ensure_ascii=False, default=str)


Rows = Iterator[Row]

_MESSAGES = {
    "missing": "thiếu giá trị",
    "string_pattern_mismatch": "viết không đúng mẫu",
    "string_too_long": "dài quá mức cho phép",
    "string_too_short": "để trống",
    "extra_forbidden": "cột hoặc khoá lạ, không có trong danh mục",
    "enum": "giá trị không có trong danh sách",
    "greater_than_equal": "không được âm",
    "greater_than": "phải lớn hơn 0",
    "int_parsing": "không phải là số nguyên",
    "float_parsing": "không phải là số",
    "date_from_datetime_parsing": "không phải là ngày",
}
_WRONG_VALUES = {
    "a fee needs an amount in whole đồng or a text": "khoản phí cần số tiền hoặc lời",
    "a time limit needs both a number and a unit, or neither": (
        "thời hạn cần cả số và đơn vị, hoặc để trống cả hai"
    ),
    "a legal basis needs a number or a title": "căn cứ pháp lý cần số hiệu hoặc tên",
    "effective_to lies before effective_from": "ngày hết hiệu lực trước ngày có hiệu lực",
}


def explain(error: ValidationError) -> tuple[str, str]:
    """Field and reason of the first fault of ``error``, in words for an editor."""
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "record"
    message = str(first["msg"]).removeprefix("Value error, ")
    reason = _MESSAGES.get(first["type"]) or _WRONG_VALUES.get(message) or message
    given = first.get("input")
    if first["type"] not in ("missing", "extra_forbidden") and isinstance(given, str | int | float):
        shown = str(given)
        reason += f": “{shown[:80]}{'…' if len(shown) > 80 else ''}”"
    return where, reason


def build(values: dict[str, Any]) -> ServiceRecord | Rejection:
    """A record of ``values``, or the rejection that says what is wrong with them."""
    try:
        return ServiceRecord.model_validate(values)
    except ValidationError as error:
        where, reason = explain(error)
        return Rejection(str(values.get("code") or ""), where, reason)


def once_per_code(rows: Iterable[Row]) -> Rows:
    """Let the first row of a code through; later ones are rejected with a reason."""
    seen: dict[str, int] = {}
    for row in rows:
        code = getattr(row.result, "code", "")
        if isinstance(row.result, ServiceRecord) and code in seen:
            reason = _("Mã này đã có ở dòng %(row)s của cùng tệp; giữ dòng đầu.") % {
                "row": seen[code]
            }
            yield Row(row.number, row.raw, Rejection(code, "code", reason), row.foreign)
            continue
        if isinstance(row.result, ServiceRecord):
            seen[code] = row.number
        yield row
