"""Short facts of search documents in the visitor's language.

The index keeps them as :mod:`services_catalogue.facts` says them in Vietnamese: "5 ngày làm việc",
"Miễn phí", "50.000 đ đến 115.000 đ". Here they are read back and said anew.
"""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from services_catalogue.facts import duration, money
from services_catalogue.vocabulary import DurationUnit

_UNITS = {
    "ngày làm việc": DurationUnit.WORKING_DAY,
    "ngày": DurationUnit.DAY,
    "giờ": DurationUnit.HOUR,
    "tháng": DurationUnit.MONTH,
}
_TIME = re.compile(rf"(\d[\d.]*(?:,\d+)?) ({'|'.join(_UNITS)})")
_AMOUNT = r"(\d{1,3}(?:\.\d{3})*) đ"
_FEE = re.compile(_AMOUNT)
_FEES = re.compile(f"{_AMOUNT} đến {_AMOUNT}")


def in_own_language(text: str) -> str | None:
    """``text`` in the active language; None for a service's own words, which nobody translated."""
    text = text.strip()
    if time := _TIME.fullmatch(text):
        number = Decimal(time[1].replace(".", "").replace(",", "."))
        return duration(number, _UNITS[time[2]])
    if text == "Miễn phí":
        return money(0)
    if fee := _FEE.fullmatch(text):
        return money(_whole(fee[1]))
    if fees := _FEES.fullmatch(text):
        low = _whole(fees[1])
        values = {"low": money(low) if low else "0 đ", "high": money(_whole(fees[2]))}
        return _("%(low)s đến %(high)s") % values
    return None


def _whole(amount: str) -> int:
    return int(amount.replace(".", ""))
