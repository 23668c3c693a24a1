"""One difference between two states of a service."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from django.utils.translation import gettext as _


class Kind(StrEnum):
    """What happened to a fact."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    #: The same facts in another order or layout. Only told to editors who ask for it.
    ARRANGED = "arranged"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A fact before and after, ready to be shown; texts are plain, never HTML.

    ``name`` is the field of the record (``ServiceRecord``) that holds the fact. ``about`` says in
    the service's own words which one of several facts it is (the paper, the case, the step);
    ``quoted``: before and after are in the service's own words, not in the interface's.
    ``running``: prose, whose words are best compared one by one.
    """

    part: str
    label: str
    before: str
    after: str
    kind: Kind
    name: str
    about: str = ""
    quoted: bool = True
    running: bool = False

    @property
    def heading(self) -> str:
        """Label and what it is about, in one line."""
        return f"{self.label}: {self.about}" if self.about else self.label

    def as_line(self, most: int = 300) -> str:
        """The change as one line of plain text: "Lệ phí, trực tiếp: 50.000 đ → 60.000 đ"."""
        before, after = (_short(text, most) for text in (self.before, self.after))
        if self.kind is Kind.ADDED:
            return _("%(what)s – thêm: %(after)s") % {"what": self.heading, "after": after}
        if self.kind is Kind.REMOVED:
            return _("%(what)s – bỏ: %(before)s") % {"what": self.heading, "before": before}
        if self.kind is Kind.ARRANGED:
            return f"{self.heading}: {self.after}"
        return f"{self.heading}: {before} → {after}"


def _short(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def by_part(changes: Iterable[FieldChange]) -> list[tuple[str, list[FieldChange]]]:
    """Changes under the headings of their parts, in the order in which they come."""
    return [(part, list(of_part)) for part, of_part in groupby(changes, lambda one: one.part)]
