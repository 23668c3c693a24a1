"""Which unit keeps a service that nobody was named for (docs/decisions/units.md).

The first of these that says something:

1. the one unit that executes it, else that decides, else that was authorised;
2. where several do: the nearest unit above them all, below the province itself;
3. where every commune does, or the province itself, or a ministry: the department that keeps more
   than half of the field's services, else the one whose description names the field;
4. the first that is named and no ministry.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from core.text import fold
from services_catalogue.exchange.agency_names import key_of
from services_catalogue.models import Agency, Field, ServiceAgency, ServicePage
from services_catalogue.vocabulary import AgencyKind, AgencyRole

_ROLES = (AgencyRole.EXECUTING, AgencyRole.COMPETENT, AgencyRole.AUTHORISED)
#: A department leads a field when it keeps more than this share of its services.
LEADING_SHARE = 0.5


def assign_units() -> int:
    """Name a unit for each service that has none; answers for how many one was found.

    Rows only: a unit is no part of drafts, so neither revisions nor what visitors see change.
    """
    units = _Units()
    missing = dict(ServicePage.objects.filter(managed_by=None).values_list("pk", "field_id"))
    if not missing:
        return 0
    acting: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    rows = ServiceAgency.objects.filter(page__in=missing, role__in=_ROLES)
    for page, role, agency in rows.values_list("page_id", "role", "agency_id"):
        acting[page][role].append(agency)
    found = {pk: units.settled(acting[pk]) for pk in missing}
    leading = _leading(found, missing, units)
    by_unit: dict[int, list[int]] = defaultdict(list)
    for pk, field in missing.items():
        unit = found[pk] or leading.get(field) or units.common(acting[pk])
        if unit is not None:
            by_unit[unit].append(pk)
    for unit, pages in by_unit.items():
        for start in range(0, len(pages), 500):
            ServicePage.objects.filter(pk__in=pages[start : start + 500]).update(managed_by=unit)
    return sum(map(len, by_unit.values()))


def _leading(found: dict[int, int | None], fields: dict[int, int], units: _Units) -> dict[int, int]:
    """The department that leads each field, where one does."""
    kept: dict[int, Counter[int]] = defaultdict(Counter)
    others = ServicePage.objects.exclude(managed_by=None).values_list("field_id", "managed_by_id")
    for field, unit in [*others, *((fields[pk], unit) for pk, unit in found.items())]:
        kept[field][units.department(unit) or 0] += 1
    names = dict(Field.objects.values_list("pk", "name"))
    leading = {}
    for field, counts in kept.items():
        named = units.in_charge_of(names[field])
        department, number = counts.most_common(1)[0]
        if department and number > LEADING_SHARE * counts.total():
            leading[field] = department
        elif named is not None:
            leading[field] = named
    return leading


class _Units:
    """The tree of agencies, read once."""

    def __init__(self) -> None:
        rows = list(Agency.objects.without_tree_fields())
        self._parent = {one.pk: one.parent_id for one in rows}
        self._kind = {one.pk: one.kind for one in rows}
        #: "UBND cấp xã" is a common name for many units, none of which keeps the text for all.
        self._shared = {one.pk for one in rows if key_of(one.name).endswith(" cap xa")}
        self._tasks = [(one.pk, fold(one.description)) for one in rows if one.description]

    def settled(self, acting: dict[str, list[int]]) -> int | None:
        """Rules 1 and 2."""
        for role in _ROLES:
            units = [one for one in acting.get(role, ()) if self._keeps(one)]
            if units:
                unit = units[0] if len(set(units)) == 1 else self._above_all(units)
                if unit is not None:
                    return unit
        return None

    def common(self, acting: dict[str, list[int]]) -> int | None:
        """Rule 4."""
        named = [one for role in _ROLES for one in acting.get(role, ())]
        return next((one for one in named if self._kind[one] != AgencyKind.CENTRAL), None)

    def department(self, unit: int | None) -> int | None:
        """The department or vertical agency that ``unit`` is or stands in."""
        kinds = (AgencyKind.DEPARTMENT, AgencyKind.VERTICAL)
        return next((one for one in self._line(unit) if self._kind[one] in kinds), None)

    def in_charge_of(self, field: str) -> int | None:
        """The one department in whose description, or in a division's, the field is named."""
        words = re.compile(rf"\b{re.escape(fold(field))}\b")
        found = {self.department(pk) for pk, text in self._tasks if words.search(text)} - {None}
        return found.pop() if len(found) == 1 else None

    def _keeps(self, unit: int) -> bool:
        above = (AgencyKind.CENTRAL, AgencyKind.PROVINCE)
        return self._kind[unit] not in above and unit not in self._shared

    def _above_all(self, units: Iterable[int]) -> int | None:
        lines = [self._line(one) for one in units]
        shared = set(lines[0]).intersection(*lines[1:])
        for one in lines[0]:
            if one in shared:
                return one if self._kind[one] != AgencyKind.PROVINCE else None
        return None

    def _line(self, unit: int | None) -> list[int]:
        line: list[int] = []
        at = unit
        while at is not None and at not in line:
            line.append(at)
            at = self._parent.get(at)
        return line
