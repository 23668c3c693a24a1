"""What online filing saves applicants: hours and đồng, from shown assumptions and counted dossiers.

Method: compliance cost of an administrative procedure after Thông tư 03/2022/TT-VPCP (the Standard
Cost Model): hours × hourly income + what is paid to others, times the number of applications.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from open_data.models import SavingAssumptions


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Hours, trips and đồng of one application, in person and online."""

    hours_in_person: float
    hours_online: float
    trips_in_person: float
    trips_online: float
    cost_per_trip: float
    copies_in_person: float
    copies_online: float
    income_per_hour: float


@dataclass(frozen=True, slots=True)
class Savings:
    """What ``applications`` filed online spared. Negative when online costs more: it is shown too.

    ``time_share`` and ``cost_share`` are per cent of the in-person cost, None when that is nothing.
    """

    applications: int
    hours: float
    dong: float
    time_share: float | None
    cost_share: float | None
    cost_in_person: float
    cost_online: float


def published(setting: SavingAssumptions) -> Assumptions:
    """The assumptions that the province stands by."""
    return Assumptions(**{one.name: getattr(setting, one.name) for one in fields(Assumptions)})


def with_changes(base: Assumptions, given: Mapping[str, str]) -> Assumptions:
    """``base`` with the numbers that a reader tries instead; what is no sensible number is ignored."""
    changes = {}
    for one in fields(Assumptions):
        try:
            number = float(given.get(one.name, "").replace(",", "."))
        except ValueError:
            continue
        if 0 <= number <= 10_000_000:
            changes[one.name] = number
    return replace(base, **changes)


def savings(assumed: Assumptions, applications: int) -> Savings:
    """Cost in person less cost online, for so many applications."""
    in_person = (
        assumed.hours_in_person * assumed.income_per_hour
        + assumed.trips_in_person * assumed.cost_per_trip
        + assumed.copies_in_person
    )
    online = (
        assumed.hours_online * assumed.income_per_hour
        + assumed.trips_online * assumed.cost_per_trip
        + assumed.copies_online
    )
    saved_hours = assumed.hours_in_person - assumed.hours_online
    return Savings(
        applications=applications,
        hours=saved_hours * applications,
        dong=(in_person - online) * applications,
        time_share=100 * saved_hours / assumed.hours_in_person if assumed.hours_in_person else None,
        cost_share=100 * (in_person - online) / in_person if in_person else None,
        cost_in_person=in_person,
        cost_online=online,
    )
