"""The rows of the composed services: every object of the tables with every act it allows.

A code is ``9.2`` + the object's number (three digits) + the act's number (two digits), both written
in the tables, so that a row put in between never renumbers another.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from demo.agencies import agencies
from demo.tables import CATALOGUE, read_rows, read_table

#: For whom, when the table does not say it more closely; keys are the letters of ``for``.
WHO = {
    "c": "người",
    "b": "doanh nghiệp, cơ sở kinh doanh",
    "o": "cơ quan, tổ chức",
    "cb": "cá nhân, doanh nghiệp",
    "bo": "doanh nghiệp, tổ chức",
    "co": "cá nhân, tổ chức",
    "cbo": "cá nhân, doanh nghiệp, tổ chức",
}
#: Acts that are open to whoever needs them; the others ask for conditions.
OPEN_ACTS = {"plain", "supply", "confirm", "copy", "notify", "declare"}


@dataclass(frozen=True)
class Composed:
    """One object with one act; ``row`` has the field's keys under the object's."""

    code: str
    row: Mapping[str, Any]
    act: Mapping[str, Any]

    def words(self, template: str, **more: str) -> str:
        """A template of the tables filled in: {what}, {short}, {who} and their capitals."""
        what, short = self.row["what"], self.row.get("short", self.row["what"])
        whoever = f"{WHO[self.row['for']]} {'có nhu cầu' if self.act['key'] in OPEN_ACTS else 'đủ điều kiện'}"
        who = self.row.get("who", whoever)
        capitals = {"What": upper_first(what), "Short": upper_first(short)}
        return template.format(what=what, short=short, who=who, **capitals, **more)

    @property
    def name(self) -> str:
        """The official name."""
        return self.words(self.act["name"])

    @property
    def step(self) -> str:
        """How the dossier is examined, a key of checks.yaml."""
        return str(self.act.get("step") or self.row.get("step", "papers"))

    @property
    def desk(self) -> str:
        """Name of the unit that examines the dossier."""
        if "desk" in self.row:
            return agency_name(self.row["desk"])
        agency = self.row["agency"]
        return "Công chức chuyên môn của xã" if agency == "ubnd-cap-xa" else agency_name(agency)


def upper_first(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text with its first letter small."""
    return text[:1].lower() + text[1:]


@cache
def _names() -> dict[str, str]:
    return {agency.slug: agency.short_name or agency.name for agency in agencies()}


def agency_name(slug: str) -> str:
    """Short name of an agency. Errors: ``KeyError`` for a slug that is not in the tree."""
    return _names()[slug]


def composed_rows() -> Iterator[Composed]:
    """All composed services as rows, in order of field and object."""
    acts = read_table(CATALOGUE / "acts.yaml")
    for field in read_rows("composed/*.yaml"):
        objects = field.pop("objects")
        for entry in objects:
            row = {**field, **entry}
            if entry.get("agency", field["agency"]) != field["agency"] and "desk" not in entry:
                row.pop("desk", None)
            for key in entry["acts"].split():
                act = {**acts[key], **entry.get("but", {}).get(key, {}), "key": key}
                yield Composed(f"9.2{entry['number']:03d}{act['number']:02d}", row, act)
