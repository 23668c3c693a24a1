"""Numbers that people plan by: how long, how much."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from services_catalogue.facts import describe_time, money
from services_catalogue.preflight.parts import Parts
from services_catalogue.preflight.rule import Found, Rule, Severity
from services_catalogue.vocabulary import DurationUnit

if TYPE_CHECKING:
    from services_catalogue.models import Fee

_UNIT = re.compile(
    r"(?<![\d/.,])(\d{1,3}(?:[.,]\d)?)\s*(?:\([^)]{1,30}\)\s*)?"
    r"(ngày\s+làm\s+việc|ngày|giờ(?:\s+làm\s+việc)?|tháng)(?!\s*/?\s*\d)",
    re.IGNORECASE,
)
_UNITS = {"ngày": DurationUnit.DAY, "giờ": DurationUnit.HOUR, "tháng": DurationUnit.MONTH}
#: A description that begins with a time limit: "Trong thời hạn 07 ngày", "15 ngày làm việc, kể từ".
_STATES_TIME = re.compile(
    r"\W*(?:(?:trong\s+)?(?:thời hạn|thời gian|vòng)(?:\s+giải quyết)?\W*|không quá\s+)*\d",
    re.IGNORECASE,
)
#: A number alone: "7", "05".
_BARE = re.compile(r"^\W*\d{1,3}([.,]\d)?\W*$")
#: What the import writes where the source names a number and no unit.
_SOURCE_BARE = re.compile(r"thời hạn “\d[^”]*” mà không nêu đơn vị")

_MONEY = re.compile(r"(\d{1,3}(?:[.,]\d{3})+|\d{4,})\s*(?:đồng|đ\b|vnđ|vnd)?", re.IGNORECASE)
#: Words that make a fee more than one amount.
_VARIES = re.compile(
    r"[/%]|mỗi|một|từng|trên|từ\s|đến|tối đa|tối thiểu|hoặc|x\s|lần|bản|trang", re.I
)
#: No fee in the country is below this; "120" is a number whose thousands got lost.
LEAST_FEE = 1_000

#: A document that sets fees: circulars of the Ministry of Finance, resolutions of a people's council,
#: or any whose title speaks of fees (Luật Phí và lệ phí 97/2015/QH13, articles 4 and 21 to 23).
_SETS_FEES = re.compile(r"tt-?btc|nq-?hđnd|ttlt-btc", re.IGNORECASE)
_FEE_WORD = re.compile(r"\b(?:lệ\s+)?phí\b|mức thu|giá dịch vụ", re.IGNORECASE)
#: A number of a document: 226/2016/TT-BTC, 60/2014/QH13.
_DOCUMENT = re.compile(r"\d+/(?:\d{4}/)?[A-ZĐ][A-ZĐ0-9-]+")


def _bare_number(parts: Parts, known: Any) -> Iterable[Found]:
    for anchor, limit in parts.limits:
        if limit.value is not None:
            continue
        if _BARE.match(limit.text):
            yield Found(f"{anchor}-value", limit.text)
        elif not limit.text.strip() and _SOURCE_BARE.search(limit.description):
            yield Found(f"{anchor}-value", limit.description)


def durations(text: str) -> Iterator[tuple[Decimal, str, str]]:
    """Times in a text: (number, unit, as written)."""
    for found in _UNIT.finditer(text):
        words = found[2].lower().split()
        unit = DurationUnit.WORKING_DAY if words[0] == "ngày" and words[1:] else _UNITS[words[0]]
        yield Decimal(found[1].replace(",", ".")), unit, found[0]


def _contradiction(parts: Parts, known: Any) -> Iterable[Found]:
    """The words beside a number name one other time.

    Words that name several speak of stages or of other cases, and a description proves something only
    when it begins with the time: later in it stand exceptions ("tối đa 15 ngày nếu phải xác minh").
    """
    for anchor, limit in parts.limits:
        if limit.value is None or not limit.unit:
            continue
        texts = [("text", limit.text)]
        if _STATES_TIME.match(limit.description):
            texts.append(("description", limit.description))
        for name, text in texts:
            said = {one[:2]: one[2] for one in durations(text)}
            if len(said) == 1 and (Decimal(str(limit.value)), limit.unit) not in said:
                yield Found(
                    f"{anchor}-{name}", f"{describe_time(limit)} ≠ {next(iter(said.values()))}"
                )


def _fee_basis(parts: Parts, known: Any) -> Iterable[Found]:
    paid = [(anchor, fee) for anchor, fee in parts.fees if fee.amount]
    if not paid:
        return
    for law in parts.legal_bases:
        if _SETS_FEES.search(law.number) or _FEE_WORD.search(law.title):
            return
    if not any(_DOCUMENT.search(f"{fee.text} {fee.description}") for _anchor, fee in paid):
        yield Found("legal_bases", money(paid[0][1].amount or 0))


def _amount_in_words(parts: Parts, known: Any) -> Iterable[Found]:
    for anchor, fee in parts.fees:
        if fee.amount is None and _one_amount(fee.text):
            yield Found(f"{anchor}-amount", fee.text)


def _one_amount(text: str) -> bool:
    without_law = _DOCUMENT.sub("", text)
    return len(_MONEY.findall(without_law)) == 1 and not _VARIES.search(without_law)


def _tiny(fee: Fee) -> bool:
    return fee.amount is not None and 0 < fee.amount < LEAST_FEE


def _lost_thousands(parts: Parts, known: Any) -> Iterable[Found]:
    for anchor, fee in parts.fees:
        if _tiny(fee):
            yield Found(f"{anchor}-amount", f"{money(fee.amount or 0)} {fee.description}")


RULES = [
    Rule(
        "time_unit", Severity.IMPORTANT, 5,
        _("Thời hạn chỉ có con số, chưa có đơn vị"),
        _("Điền số và chọn đơn vị: ngày làm việc, ngày, giờ hay tháng."),
        _bare_number, "channels",
    ),
    Rule(
        "time_contradiction", Severity.IMPORTANT, 4,
        _("Thời hạn bằng chữ khác với con số"),
        _("Sửa cho hai chỗ nói như nhau, hoặc chỉ giữ con số."),
        _contradiction, "channels",
    ),
    Rule(
        "fee_amount", Severity.IMPORTANT, 3,
        _("Số tiền viết trong ô chữ, ô số tiền để trống"),
        _("Chuyển số tiền sang ô số tiền để hiện đúng và so sánh được."),
        _amount_in_words, "channels",
    ),
    Rule(
        "fee_thousands", Severity.IMPORTANT, 4,
        _("Số tiền nhỏ bất thường"), _("Kiểm tra xem có thiếu ba số 0 không."),
        _lost_thousands, "channels",
    ),
    Rule(
        "fee_basis", Severity.IMPORTANT, 3,
        _("Có thu tiền mà chưa dẫn văn bản quy định mức thu"),
        _("Thêm thông tư hoặc nghị quyết quy định phí, lệ phí vào căn cứ pháp lý."),
        _fee_basis, "legal_bases",
    ),
]  # fmt: skip
