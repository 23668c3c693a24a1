"""The log of a dossier: only ever appended to, each event sealed to the one before it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from onestop.models.dossiers import Dossier
from onestop.vocabulary import DossierStatus, EventKind


def event_digest(
    previous: bytes,
    *,
    code: str,
    number: int,
    kind: str,
    status: int,
    at: datetime,
    actor: str,
    agency_code: str,
    note: str,
    data: dict[str, Any],
) -> bytes:
    """SHA-256 over the previous digest and the event as canonical JSON (32 bytes)."""
    fields = [
        code,
        number,
        kind,
        status,
        at.astimezone(UTC).isoformat(timespec="microseconds"),
        actor,
        agency_code,
        note,
        data,
    ]
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(previous + text.encode()).digest()


class AppendOnly(TypeError):
    """Somebody tried to change or delete an event."""


class EventQuerySet(models.QuerySet):
    """Refuses what would rewrite history."""

    def update(self, **changes: Any) -> NoReturn:
        """Never."""
        raise AppendOnly("An event is never changed.")

    def delete(self) -> NoReturn:
        """Never."""
        raise AppendOnly("An event is never deleted.")


class Event(models.Model):
    """One thing that happened. ``number`` counts from 1 in each dossier; ``status`` is the one after.

    ``note`` is what the applicant may read; ``data`` holds ids and codes, never personal data.
    The database refuses changes as well (onestop.triggers).
    """

    # No index of its own: the one of (dossier, number) finds them.
    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="events", db_index=False
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=EventKind)
    status = models.PositiveSmallIntegerField(choices=DossierStatus)
    at = models.DateTimeField(_("lúc"))
    actor = models.CharField(_("người thực hiện"), max_length=150)
    agency_code = models.CharField(max_length=35)
    note = models.TextField(_("nội dung"), blank=True)
    data = models.JSONField(default=dict)
    digest = models.BinaryField(max_length=32)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["dossier", "number"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="one_event_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.number} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Append."""
        if self.pk is not None:
            raise AppendOnly("An event is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never."""
        raise AppendOnly("An event is never deleted.")

    def digest_after(self, previous: bytes, *, code: str) -> bytes:
        """What ``digest`` must be, given the one before and the dossier's code."""
        return event_digest(
            previous,
            code=code,
            number=self.number,
            kind=self.kind,
            status=self.status,
            at=self.at,
            actor=self.actor,
            agency_code=self.agency_code,
            note=self.note,
            data=self.data,
        )
