"""How the sender does, for /readyz, and what is forgotten."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from api.models import State, WebhookAttempt, WebhookSubscription
from api.webhooks.running import due, sender_lives

#: How long registrations without an answer, dead endpoints and attempts are kept.
UNCONFIRMED, UNVERIFIED, DEAD = timedelta(days=2), timedelta(days=14), timedelta(days=180)
ATTEMPTS = timedelta(days=30)


def webhook_readiness() -> tuple[bool, str]:
    """Whether somebody serves those who are due: (well, what to know)."""
    told = WebhookSubscription.objects
    active = told.filter(state=State.ACTIVE)
    detail = (
        f"{active.count()} subscribers, {active.filter(failures__gt=0).count()} failing, "
        f"{told.filter(state=State.PARKED).count()} parked"
    )
    if not sender_lives() and due(timezone.now()).exists():
        return False, f"{detail}; nobody sends: is send_webhooks running?"
    return True, detail


def prune() -> int:
    """Forget what nobody will come back for; answers how many rows."""
    now, gone = timezone.now(), 0
    told = WebhookSubscription.objects
    for states, age in (
        ([State.UNCONFIRMED], UNCONFIRMED),
        ([State.UNVERIFIED], UNVERIFIED),
        ([State.PARKED, State.GONE], DEAD),
    ):
        gone += told.filter(state__in=states, changed_at__lt=now - age).delete()[0]
    gone += WebhookAttempt.objects.filter(at__lt=now - ATTEMPTS).delete()[0]
    for one in told.filter(before_until__lt=now):
        secrets = {"now": (one.secrets or {}).get("now", "")}
        told.filter(pk=one.pk, before_until=one.before_until).update(
            secrets=secrets, before_until=None
        )
        gone += 1
    return gone
