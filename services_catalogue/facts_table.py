"""Time limits and fees of a service as a table, grouped by the ways of handing in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from services_catalogue.facts import describe_fee, describe_time
from services_catalogue.vocabulary import ChannelKind, FeeKind

if TYPE_CHECKING:
    from services_catalogue.models import Channel, Fee, ServicePage, TimeLimit

_ORDER = {ChannelKind.ONLINE: 0, ChannelKind.IN_PERSON: 1, ChannelKind.POST: 2}


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee: its kind ("Lệ phí"), the amount in words with its unit, when it applies.

    ``quoted``: the amount is in the service's own words.
    """

    kind: str
    amount: str
    condition: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One time limit with its fees. ``time`` is empty when only fees are stated.

    ``quoted``: the time is in the service's own words.
    """

    condition: str
    time: str
    fees: tuple[FeeLine, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that hold for one or several ways of handing in."""

    channels: tuple[str, ...]
    descriptions: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]


def table(page: ServicePage) -> list[Group]:
    """Groups in the order online, in person, post; ways with the same rows share one group."""
    groups: dict[tuple[Row, ...], list[Channel]] = {}
    for channel in sorted(
        page.channels.all(), key=lambda one: _ORDER.get(ChannelKind(one.kind), 9)
    ):
        rows = tuple(_row(limit) for limit in channel.time_limits.all())
        groups.setdefault(tuple(row for row in rows if row.time or row.fees), []).append(channel)
    return [
        Group(
            channels=tuple(dict.fromkeys(_label(one) for one in channels)),
            descriptions=tuple(
                (_label(one), one.description.strip()) for one in channels if one.description
            ),
            rows=rows,
        )
        for rows, channels in groups.items()
    ]


def _row(limit: TimeLimit) -> Row:
    return Row(
        condition=limit.description.strip(),
        time=describe_time(limit),
        fees=tuple(line for line in map(_fee, limit.fees.all()) if line.amount),
        quoted=limit.value is None or not limit.unit,
    )


def _fee(fee: Fee) -> FeeLine:
    return FeeLine(
        kind=str(FeeKind(fee.kind).label) if fee.kind else "",
        amount=describe_fee(fee),
        condition=fee.description.strip(),
        quoted=fee.amount is None,
    )


def _label(channel: Any) -> str:
    return str(ChannelKind(channel.kind).label)
