"""All units of the administration on one page: in groups, or narrowed down by a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from search.text import fold, sort_key, words
from services_catalogue.models import Agency
from services_catalogue.vocabulary import AgencyKind

#: Longest name that is looked for.
LONGEST = 100

_COMMITTEE = re.compile(r"^(uỷ|ủy) ban nhân dân (?=phường|xã|đặc khu|thị trấn)", re.IGNORECASE)


#: What a commune may be, for translation where it stands alone.
TYPES = (gettext_noop("Phường"), gettext_noop("Xã"), gettext_noop("Đặc khu"))

_HEADINGS = {
    "province": _("Cấp tỉnh"),
    "commune": _("Xã, phường, đặc khu"),
    "department": _("Sở, ban, ngành"),
    "vertical": _("Cơ quan ngành dọc"),
    "other": _("Cơ quan khác"),
}


@dataclass(slots=True)
class Unit:
    """An agency with the units below it."""

    agency: Agency
    children: list[Unit] = field(default_factory=list)
    found_as: str = ""
    """The former name that matched, when the present one did not."""
    above: str = ""
    """The unit that this one belongs to, where its name alone does not tell."""

    @property
    def place(self) -> str:
        """A commune without "Uỷ ban nhân dân": "Phường Hà Tu"; other units by their name."""
        short = _COMMITTEE.sub("", self.agency.name)
        return short[:1].upper() + short[1:]


def active_agencies() -> list[Agency]:
    """All units that work today, with what lists show. One query."""
    return list(
        Agency.objects.filter(is_active=True)
        .only("name", "slug", "short_name", "kind", "parent_id", "former_names")
        .order_by("name")
    )


def grouped(agencies: Sequence[Agency]) -> list[dict[str, Any]]:
    """[{kind, heading, units}]: the province, communes, departments, vertical agencies, the rest."""
    units = {one.pk: Unit(one) for one in agencies}
    for unit in units.values():
        parent = units.get(unit.agency.parent_id)
        if parent is not None:
            parent.children.append(unit)
    kind_of = {pk: unit.agency.kind for pk, unit in units.items()}
    groups: dict[str, list[Unit]] = {name: [] for name in _HEADINGS}
    for unit in units.values():
        unit.children.sort(key=lambda one: sort_key(one.agency.name))
        name = _group(unit, kind_of.get(unit.agency.parent_id))
        if name:
            groups[name].append(unit)
    return [
        {
            "kind": name,
            "heading": heading,
            "units": sorted(groups[name], key=lambda one: sort_key(one.place)),
        }
        for name, heading in _HEADINGS.items()
        if groups[name]
    ]


def _group(unit: Unit, parent_kind: str | None) -> str:
    """The group in which a unit stands; "" for one that is listed below another."""
    kind = unit.agency.kind
    if kind == AgencyKind.COMMUNE:
        # A unit that stands for "every commune" is a heading of the tree, not a place.
        return "" if any(one.agency.kind == kind for one in unit.children) else "commune"
    if parent_kind not in (None, AgencyKind.PROVINCE):
        return ""
    return kind if kind in _HEADINGS else "other"


def communes(agencies: Sequence[Agency]) -> dict[str, list[Unit]]:
    """Communes by what they are ("Phường", "Xã", "Đặc khu"), each list in Vietnamese order."""
    groups = {group["kind"]: group["units"] for group in grouped(agencies)}
    by_type: dict[str, list[Unit]] = {}
    for unit in groups.get("commune", []):
        first = unit.place.split(" ")
        by_type.setdefault("Đặc khu" if first[:2] == ["Đặc", "khu"] else first[0], []).append(unit)
    return by_type


def named(agencies: Sequence[Agency], text: str) -> list[Unit]:
    """Units whose present, short or former name holds ``text``, the nearest first.

    Marks do not count, but a name that has them right comes before one that has not. Names that
    hold the words apart from each other are given only when none has them together.
    """
    asked = [fold(word.text) for word in words(text[:LONGEST])]
    if not asked:
        return []
    names = {one.pk: one for one in agencies}
    found = []
    for agency in agencies:
        own = f"{agency.name} {agency.short_name}"
        distance, found_as = _distance(text, asked, own, agency.former_name_list)
        if distance is not None:
            above = names.get(agency.parent_id) if agency.kind == AgencyKind.DIVISION else None
            unit = Unit(agency, found_as=found_as, above=above.name if above else "")
            found.append(
                (distance, _RANK.get(AgencyKind(agency.kind), 2), sort_key(agency.name), unit)
            )
    together = [one for one in found if one[0] <= _TOGETHER]
    return [one[3] for one in sorted(together or found, key=lambda one: one[:3])]


#: The farthest distance of a name that has the words next to each other.
_TOGETHER = 3
#: Who comes first among units of one place: those that people most often need.
_RANK = {AgencyKind.COMMUNE: 0, AgencyKind.DEPARTMENT: 0, AgencyKind.SERVICE_CENTRE: 1}


def _distance(text: str, asked: list[str], own: str, former: list[str]) -> tuple[int | None, str]:
    """How far a unit is from what was asked, 0 nearest, None for not at all; and the old name."""
    phrase, marked = " ".join(asked), " ".join(text.lower().split())
    old = next((name for name in former if _has_all(asked, name)), "")
    if _has_all(asked, own):
        together = phrase in _joined(own)
        return (0 if marked in own.lower() else 2) if together else 4, ""
    if old:
        together = phrase in _joined(old)
        return (1 if marked in old.lower() else 3) if together else 5, old
    whole = " ".join([own, *former])
    return (6, "") if _has_all(asked, whole) else (None, "")


def _joined(text: str) -> str:
    return " ".join(fold(word.text) for word in words(text))


def _has_all(asked: list[str], text: str) -> bool:
    """Whether each word asked begins a word of ``text``."""
    own = [fold(word.text) for word in words(text)]
    return all(any(one.startswith(word) for one in own) for word in asked)
