"""Agencies, fields and life events from records: made by slug, changed where they differ.

What editors wrote and the record leaves empty is kept, as with services.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any

from django.db import models, transaction

from core.publishing import content_changed
from services_catalogue.exchange.creating import save_rows
from services_catalogue.exchange.records import (
    AgencyRecord,
    FieldRecord,
    LifeEventRecord,
    OpeningHours,
)
from services_catalogue.exchange.summary import Summary
from services_catalogue.models import Agency, Field, LifeEvent, OpeningPeriod

_AGENCY = (
    "name",
    "short_name",
    "egov_code",
    "description",
    "address",
    "phone",
    "email",
    "website",
    "latitude",
    "longitude",
)

Hours = list[tuple[int, time, time]]


class UnknownParent(Exception):
    """An agency names a parent that is neither in the database nor before it in the records."""


class _Table:
    """The rows of one model by slug: what is new waits to be inserted, what differs is saved."""

    def __init__(self, model: type[models.Model], rows: Iterable[Any]) -> None:
        self.model = model
        self.known: dict[str, Any] = {one.slug: one for one in rows}
        self.new: list[Any] = []
        self.summary = Summary()

    def put(self, row: Any, values: dict[str, Any]) -> Any:
        """Make ``row`` from ``values``, or change it where they are stated and differ."""
        stated = {name: value for name, value in values.items() if value not in ("", None)}
        if row is None:
            row = self.model(**stated)
            self.known[values["slug"]] = row
            self.new.append(row)
            self.summary.created += 1
            return row
        changes = {name: value for name, value in stated.items() if getattr(row, name) != value}
        for name, value in changes.items():
            setattr(row, name, value)
        if changes:
            row.save()
        self.summary.changed += bool(changes)
        self.summary.unchanged += not changes
        return row

    def finish(self) -> Summary:
        """Insert the new rows, each after its parent, and tell the caches."""
        waiting = self.new
        while waiting:
            ready = [row for row in waiting if not _waits_for_parent(row)]
            save_rows(ready)
            waiting = [row for row in waiting if row.pk is None]
        if self.summary.created or self.summary.changed:
            content_changed()
        return self.summary


def _waits_for_parent(row: Any) -> bool:
    parent = getattr(row, "parent", None)
    return parent is not None and parent.pk is None


def import_fields(records: Iterable[FieldRecord]) -> Summary:
    """Make or change fields (lĩnh vực), found by slug, else by name."""
    with transaction.atomic():
        table = _Table(Field, Field.objects.all())
        named = {one.name: one for one in table.known.values()}
        for record in records:
            row = table.known.get(record.slug) or named.get(record.name)
            table.put(row, record.model_dump())
        return table.finish()


def import_life_events(records: Iterable[LifeEventRecord]) -> Summary:
    """Make or change life events by slug; their order is that of the records."""
    with transaction.atomic():
        table = _Table(LifeEvent, LifeEvent.objects.all())
        for order, record in enumerate(records, start=1):
            values = record.model_dump(exclude={"aliases"}) | {
                "audience": record.audience.value,
                "aliases": "\n".join(record.aliases),
                "sort_order": order,
            }
            table.put(table.known.get(record.slug), values)
        return table.finish()


def import_agencies(records: Iterable[AgencyRecord]) -> Summary:
    """Make or change agencies by slug, parents before their children.

    Raises :class:`UnknownParent`; nothing is written then.
    """
    with transaction.atomic():
        table = _Table(Agency, Agency.objects.all())
        hours: dict[str, Hours] = {}
        for record in records:
            if record.parent and record.parent not in table.known:
                raise UnknownParent(f"{record.slug}: no agency “{record.parent}”")
            values: dict[str, Any] = {name: getattr(record, name) for name in _AGENCY}
            values |= {
                "slug": record.slug,
                "kind": record.kind.value,
                "parent": table.known[record.parent] if record.parent else None,
                "former_names": "\n".join(record.former_names),
            }
            table.put(table.known.get(record.slug), values)
            hours[record.slug] = _periods(record.opening_hours)
        summary = table.finish()
        _put_hours(table, hours)
    return summary


def _periods(hours: list[OpeningHours]) -> Hours:
    """(weekday, opens, closes), a row a day, in the order of the week."""
    return sorted(
        (day, time.fromisoformat(one.opens), time.fromisoformat(one.closes))
        for one in hours
        for day in one.days
    )


def _put_hours(table: _Table, hours: dict[str, Hours]) -> None:
    """Opening hours of the agencies whose stated hours differ from those in the database."""
    there: dict[int, Hours] = {}
    for one in OpeningPeriod.objects.order_by("weekday", "opens"):
        there.setdefault(one.agency_id, []).append((one.weekday, one.opens, one.closes))
    changed = {
        table.known[slug].pk: stated
        for slug, stated in hours.items()
        if stated and stated != there.get(table.known[slug].pk)
    }
    OpeningPeriod.objects.filter(agency__in=changed).delete()
    OpeningPeriod.objects.bulk_create(
        [
            OpeningPeriod(agency_id=pk, weekday=day, opens=opens, closes=closes, sort_order=order)
            for pk, stated in changed.items()
            for order, (day, opens, closes) in enumerate(stated)
        ],
        batch_size=500,
    )
