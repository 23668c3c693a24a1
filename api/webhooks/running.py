"""The sender: threads that take turns with subscribers for whom something is due. Stops cleanly."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime
from math import inf
from time import monotonic
from uuid import UUID

import structlog
from django.core.cache import caches
from django.db import close_old_connections, connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from api.models import State, WebhookSubscription
from api.webhooks.sending import lease, take_turn
from services_catalogue.models import ChangeFeed

log = structlog.get_logger(__name__)

#: Seconds between looks for something due, and for which a sign of life counts.
IDLE, ALIVE = 2.0, 120
_SIGN_OF_LIFE = "webhook-sender"


def due(now: datetime) -> QuerySet[WebhookSubscription]:
    """Subscribers whose turn it is, longest waiting first: asked for by the owner, or behind the feed."""
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)
    # A lease that ends later than one given now can only come from a clock that was set back.
    free |= Q(claimed_until__gt=now + lease() * 2)
    behind = Q(state=State.ACTIVE, position__lt=ChangeFeed.current().position)
    ready = ~Q(asked="") | (behind & Q(next_attempt_at__lte=now))
    return WebhookSubscription.objects.filter(ready, free).order_by("next_attempt_at")


def claim(passed: Sequence[UUID] = ()) -> tuple[UUID, datetime] | None:
    """Hold one subscriber for a turn; None when nobody is due."""
    now = timezone.now()
    until = now + lease()
    with transaction.atomic():
        for pk in due(now).exclude(pk__in=passed).values_list("pk", flat=True)[:5]:
            if due(now).filter(pk=pk).update(claimed_until=until):
                return pk, until
    return None


def sender_lives() -> bool:
    """Whether a sender, on whatever machine, has looked for work lately."""
    return caches["default"].get(_SIGN_OF_LIFE) is not None


class Sender:
    """One process's sender. Several may run at once, on several machines."""

    def __init__(self, threads: int = 4) -> None:
        self.threads = threads
        self.stopping = threading.Event()
        self.sent = 0
        self._shown = -inf

    def run(self) -> None:
        """Work until :attr:`stopping` is set; what has begun is finished first."""
        workers = [
            threading.Thread(target=self._repeat, daemon=True) for _number in range(self.threads)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    def run_once(self) -> int:
        """Give everyone who is due his turns, in this thread; answers how many messages arrived."""
        failed: list[UUID] = []
        while (held := claim(failed)) is not None:
            if not self._turn(*held):
                failed.append(held[0])
        return self.sent

    def _turn(self, pk: UUID, until: datetime) -> int:
        arrived = 0
        try:
            arrived = take_turn(pk, until)
            self.sent += arrived
        except WebhookSubscription.DoesNotExist:  # deleted by its owner a moment ago
            pass
        except Exception:  # a mistake of ours with one subscriber must not stop the others
            log.exception("webhook_turn_failed", subscription=str(pk))
            return 0  # the lease runs out by itself, which spaces the next try
        # The row of a finished turn is free at once.
        WebhookSubscription.objects.filter(pk=pk, claimed_until=until).update(claimed_until=None)
        return arrived

    def _show_life(self) -> None:
        if monotonic() - self._shown > ALIVE / 4:
            self._shown = monotonic()
            caches["default"].set(_SIGN_OF_LIFE, "1", ALIVE)

    def _repeat(self) -> None:
        while not self.stopping.is_set():
            close_old_connections()
            try:
                self._show_life()
                held = claim()
            except Exception:  # the database may be away for a moment
                log.exception("webhooks_not_claimed")
                held = None
            if held is None:
                self.stopping.wait(IDLE)
            else:
                self._turn(*held)
        connection.close()
