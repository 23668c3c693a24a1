"""The short facts of a service: how long, how much, who. One wording for page, list and card."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from services_catalogue.vocabulary import AgencyRole, ChannelKind, DurationUnit

if TYPE_CHECKING:
    from services_catalogue.models import Fee, ServicePage, TimeLimit

#: Which channel speaks for the service in one line: the one that most people should use first.
_ORDER = {ChannelKind.ONLINE: 0, ChannelKind.IN_PERSON: 1, ChannelKind.POST: 2}


def money(amount: int) -> str:
    """Whole đồng as people write it: "115.000 đ", "Miễn phí" for 0."""
    if amount == 0:
        return _("Miễn phí")
    return f"{number_format(amount, use_l10n=True, force_grouping=True)} đ"


def duration(value: Decimal | float, unit: str) -> str:
    """A number with its unit: "5 ngày làm việc"."""
    number = Decimal(str(value)).normalize()
    text = number_format(number.quantize(Decimal(1)) if number == number.to_integral() else number)
    # gettext wants a whole number: all that counts is whether it is one.
    return _counted(DurationUnit(unit), 1 if number == 1 else 2) % {"number": text}


def _counted(unit: DurationUnit, number: int) -> str:
    if unit == DurationUnit.WORKING_DAY:
        return ngettext("%(number)s ngày làm việc", "%(number)s ngày làm việc", number)
    if unit == DurationUnit.DAY:
        return ngettext("%(number)s ngày", "%(number)s ngày", number)
    if unit == DurationUnit.HOUR:
        return ngettext("%(number)s giờ", "%(number)s giờ", number)
    return ngettext("%(number)s tháng", "%(number)s tháng", number)


def describe_time(limit: TimeLimit) -> str:
    """One time limit in words; the source's own text when there is no unit."""
    if limit.value is not None and limit.unit:
        return duration(limit.value, limit.unit)
    return limit.text


def iso_duration(limit: TimeLimit | None) -> str:
    """``limit`` as a duration of ISO 8601, "P5D"; empty when it is only words.

    Working days are told as days: the standard knows no others, and the words stand beside it.
    """
    if limit is None or limit.value is None or not limit.unit:
        return ""
    number = Decimal(str(limit.value))
    if limit.unit == DurationUnit.MONTH:
        whole, rest = divmod(number, 1)
        return f"P{int(whole)}M" + (f"{round(rest * 30)}D" if rest else "")
    if limit.unit == DurationUnit.HOUR:
        return f"PT{round(number * 60)}M" if number % 1 else f"PT{int(number)}H"
    hours = round((number % 1) * 24)
    return f"P{int(number)}D" + (f"T{hours}H" if hours else "")


def describe_fee(fee: Fee) -> str:
    """One fee in words."""
    return money(fee.amount) if fee.amount is not None else fee.text


def _channels(page: ServicePage) -> list:
    return sorted(page.channels.all(), key=lambda one: _ORDER.get(ChannelKind(one.kind), 9))


def lead_limit(page: ServicePage) -> TimeLimit | None:
    """The time limit that speaks for the service; None when none is stated."""
    for channel in _channels(page):
        for limit in channel.time_limits.all():
            if describe_time(limit):
                return limit
    return None


def lead_fees(page: ServicePage) -> list[Fee]:
    """All fees of the way of handing in that speaks for the service."""
    for channel in _channels(page):
        if fees := [fee for limit in channel.time_limits.all() for fee in limit.fees.all()]:
            return fees
    return []


def time_text(page: ServicePage) -> str:
    """The time limit to show in a list; empty when none is stated."""
    limit = lead_limit(page)
    return describe_time(limit) if limit else ""


def fee_text(page: ServicePage) -> str:
    """The fee to show in a list: one amount, "from … to …", or words; empty when none is stated."""
    fees = lead_fees(page)
    amounts = sorted({fee.amount for fee in fees if fee.amount is not None})
    if len(amounts) > 1:
        # "0 đ", not "Miễn phí": "free to 8.000 đ" would read as a promise.
        low = money(amounts[0]) if amounts[0] else "0 đ"
        return _("%(low)s đến %(high)s") % {"low": low, "high": money(amounts[-1])}
    if amounts:
        return money(amounts[0])
    return fees[0].text if fees else ""


def agency_text(page: ServicePage) -> str:
    """Who decides, in a list: the first executing agency's short name."""
    roles = sorted(page.service_agencies.all(), key=lambda role: role.sort_order or 0)
    for wanted in (AgencyRole.EXECUTING, AgencyRole.COMPETENT, AgencyRole.RECEIVING):
        for role in roles:
            if role.role == wanted:
                return role.agency.short_name or role.agency.name
    return ""
