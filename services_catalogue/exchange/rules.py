"""What stays out of the public catalogue, and why: rules that a person can check row by row."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.text import fold
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.exchange.rows import Rejection, Row, Rows
from services_catalogue.vocabulary import INTERNAL_CODE_PREFIXES

#: Names of decisions that publish lists of procedures; such a row is no procedure.
_LIST_NAME = re.compile(
    r"^(ve viec )?cong bo danh muc (va quy trinh noi bo )?(cac )?thu tuc hanh chinh|"
    r"^cong bo danh muc va quy trinh noi bo|^danh muc (cac )?thu tuc hanh chinh\b|^quy trinh noi bo\b"
)
_PROVINCE = re.compile(r"^(ubnd |uy ban nhan dan )?(tinh|thanh pho|tp\.?) [\w\s.-]{2,20}$")
_PIECES = re.compile(r"[,;\n]+")
_MANY = 10


class PublicCatalogue:
    """The rules over one file. It remembers texts, so that a copied text comes in once."""

    def __init__(self) -> None:
        self._texts: dict[bytes, str] = {}

    def verdict(self, record: ServiceRecord) -> Rejection | None:
        """Why ``record`` stays out; None lets it in."""
        if record.code.startswith(INTERNAL_CODE_PREFIXES):
            return Rejection(
                record.code,
                "code",
                _(
                    "Thủ tục nội bộ giữa các cơ quan nhà nước (mã bắt đầu bằng 5. hoặc 6.), "
                    "người dân không nộp."
                ),
            )
        if _LIST_NAME.search(" ".join(fold(record.name).split())):
            return Rejection(
                record.code,
                "name",
                _("Tên của một quyết định công bố danh mục, không phải tên thủ tục."),
            )
        for name, text in (("name", record.name), *(("steps", one.body) for one in record.steps)):
            if _lists_provinces(text):
                return Rejection(record.code, name, _("Nội dung chỉ là danh sách tỉnh, thành phố."))
        return self._copy(record)

    def _copy(self, record: ServiceRecord) -> Rejection | None:
        if not record.steps and not record.decision_number:
            return None  # a ministry's list of names holds one name for several levels
        text = "\n".join(
            [
                fold(record.name),
                *(f"{one.title}\n{one.body}" for one in record.steps),
                *(f"{case.name}\n{two.name}" for case in record.cases for two in case.documents),
                *(
                    f"{one.kind.value}\n{two.value}\n{two.unit}\n{two.description}"
                    for one in record.channels
                    for two in one.time_limits
                ),
                record.decision_number,
                *sorted(f"{one.role}\n{one.name}" for one in record.agencies),
                *record.levels,
                *record.audience_detail,
            ]
        )
        key = hashlib.blake2b(text.encode(), digest_size=16).digest()
        first = self._texts.setdefault(key, record.code)
        if first == record.code:
            return None
        return Rejection(
            record.code,
            "name",
            _("Cùng tên và cùng toàn bộ nội dung với thủ tục %(code)s; giữ bản đầu.")
            % {"code": first},
        )


def _lists_provinces(text: str) -> bool:
    pieces = [piece.strip() for piece in _PIECES.split(text) if piece.strip()]
    return len(pieces) >= _MANY and all(_PROVINCE.match(fold(piece)) for piece in pieces)


def public_only(rows: Iterable[Row]) -> Rows:
    """Rows with those that the rules keep out turned into rejections."""
    rules = PublicCatalogue()
    for row in rows:
        if isinstance(row.result, ServiceRecord) and (why := rules.verdict(row.result)):
            yield Row(row.number, row.raw, why, row.foreign)
        else:
            yield row
