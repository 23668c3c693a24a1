"""What a revision changes against what visitors see."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from wagtail.models import Revision

from services_catalogue.differences import FieldChange, differences, state_of, state_of_revision
from services_catalogue.loading import load_parts
from services_catalogue.models import ServicePage


def changes_of(revision: Revision, page: ServicePage | None = None) -> list[FieldChange] | None:
    """The differences, field by field; None for a service that was never published or is off.

    ``page`` is the same revision in memory, where somebody has opened it already.
    """
    rows = ServicePage.objects.select_related("field", "superseded_by")
    live = rows.filter(pk=revision.object_id, live=True).first()
    if live is None:
        return None
    new = state_of(page) if page is not None else state_of_revision(revision)
    return differences(state_of(load_parts(live)), new)


def by_field(changes: list[FieldChange]) -> list[tuple[str, list[FieldChange]]]:
    """Changes of the same field of the record together, in their order."""
    ordered = sorted(changes, key=_first_places(changes).__getitem__)
    return [(name, list(group)) for name, group in groupby(ordered, key=lambda one: one.name)]


def _first_places(changes: list[FieldChange]) -> dict[Any, int]:
    first: dict[str, int] = {}
    for place, one in enumerate(changes):
        first.setdefault(one.name, place)
    return {one: first[one.name] for one in changes}
