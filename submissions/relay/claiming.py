"""Who delivers what: each due entry is claimed by one relay at a time, for as long as its lease."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from submissions.models import OutboxEntry
from submissions.relay.timing import due
from submissions.vocabulary import DeliveryKind, DeliveryState


@dataclass(frozen=True, slots=True)
class Claim:
    """An entry that this relay may deliver until ``until``; its content is not loaded yet."""

    pk: int
    submission_id: int
    kind: DeliveryKind
    key: UUID
    attempts: int
    until: datetime

    @property
    def row(self) -> QuerySet[OutboxEntry]:
        """The entry, as long as the claim holds: nobody else has claimed or finished it since."""
        return OutboxEntry.objects.filter(
            pk=self.pk, state=DeliveryState.WAITING, claimed_until=self.until
        )

    def is_fresh(self) -> bool:
        """Whether there is time for a whole attempt."""
        return timezone.now() + lease() * 0.5 < self.until


def lease() -> timedelta:
    """How long a claim holds. A relay that was killed lets go of its entries after this."""
    return timedelta(seconds=settings.RELAY_LEASE_SECONDS)


def due_entries(now: datetime) -> QuerySet[OutboxEntry]:
    """What waits for delivery now, longest first. Answers go after the dossier they belong to."""
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)
    # A lease that ends later than one given now can only come from a clock that was set back.
    free |= Q(claimed_until__gt=now + lease() * 2)
    ready = Q(kind=DeliveryKind.DOSSIER) | Q(submission__dossier_code__isnull=False)
    return OutboxEntry.objects.filter(due(now), free, ready, state=DeliveryState.WAITING).order_by(
        "next_attempt_at", "pk"
    )


def claim(limit: int, now: datetime | None = None) -> Sequence[Claim]:
    """Claim up to ``limit`` due entries.

    PostgreSQL skips rows that another relay is claiming; SQLite has one writer at a time (the
    transaction begins IMMEDIATE), so that nobody can be choosing the same rows.
    """
    now = now or timezone.now()
    if not due_entries(now).exists():  # an idle relay takes no write lock
        return ()
    until = now + lease()
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        chosen = list(
            due_entries(now)
            .select_for_update(skip_locked=skip, of=("self",) if skip else ())
            .values_list("pk", "submission_id", "kind", "idempotency_key", "attempts")[:limit]
        )
        OutboxEntry.objects.filter(pk__in=[row[0] for row in chosen]).update(claimed_until=until)
    return [
        Claim(pk, submission, DeliveryKind(kind), key, attempts, until)
        for pk, submission, kind, key, attempts in chosen
    ]


def let_go(claims: Sequence[Claim]) -> None:
    """Give claims back untried: this relay stops."""
    for one in claims:
        one.row.update(claimed_until=None)
