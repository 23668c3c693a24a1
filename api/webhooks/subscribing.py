"""What owners and administrators do with a subscription.

Each act takes effect at once: a sender that holds the row at that moment finds its claim gone and
writes nothing over it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from api.models import State, WebhookSubscription
from api.webhooks import mails
from api.webhooks.messages import new_secret
from submissions.encryption import keyed_digest

#: How long the secret before the last still signs.
OVERLAP = timedelta(hours=24)
#: Seconds between two messages that an owner asks for; mails with links an hour; endpoints a mailbox.
PAUSE_BETWEEN_TRIES = timedelta(seconds=5)
PAUSE_BETWEEN_LINKS = timedelta(minutes=2)
MOST_OF_AN_OWNER = 20


class TooMany(Exception):
    """The mailbox has as many endpoints as one may have."""


class Barred(Exception):
    """An administrator has stopped this endpoint, or another one of this mailbox."""


def owner_digest(email: str) -> str:
    """What finds the endpoints of a mailbox without keeping its address readable."""
    return keyed_digest("webhook owner", email.strip().lower())


@transaction.atomic
def register(
    *, url: str, email: str, language: str, wanted: Mapping[str, Sequence[str]]
) -> WebhookSubscription:
    """Keep an endpoint (an address that was checked) and mail its owner.

    Raises :class:`TooMany` and :class:`Barred`.
    """
    digest = owner_digest(email)
    barred = WebhookSubscription.objects.filter(state=State.BARRED)
    if barred.filter(Q(owner_digest=digest) | Q(url=url)).exists():
        raise Barred(url)
    mine = WebhookSubscription.objects.filter(owner_digest=digest)
    again = mine.filter(url=url, state=State.UNCONFIRMED).first()
    if again is None and mine.count() >= MOST_OF_AN_OWNER:
        raise TooMany(email)
    subscription = again or WebhookSubscription(url=url, owner_digest=digest)
    subscription.owner = {"email": email, "language": language}
    _narrow(subscription, wanted)
    subscription.save()
    send_link(subscription)
    return subscription


def send_link(subscription: WebhookSubscription) -> None:
    """Mail the owner a link to his endpoint, unless one has just gone."""
    now = timezone.now()
    last = subscription.link_sent_at
    if last is None or now - last > PAUSE_BETWEEN_LINKS:
        subscription.link_sent_at = now
        subscription.save(update_fields=["link_sent_at", "changed_at"])
        mails.mail_link(subscription)


def confirm(subscription: WebhookSubscription) -> str:
    """The mailbox is the owner's. Answers the first secret, which is shown once."""
    subscription.state = State.UNVERIFIED
    return _with_new_secret(subscription)


def rotate(subscription: WebhookSubscription) -> str:
    """A new secret; the one before signs too for a day. Answers it, to be shown once."""
    return _with_new_secret(subscription)


def _with_new_secret(subscription: WebhookSubscription) -> str:
    held = subscription.secrets or {}
    secret = new_secret()
    subscription.secrets = {"now": secret}
    if held.get("now"):
        subscription.secrets["before"] = held["now"]
        subscription.before_until = timezone.now() + OVERLAP
    _save(subscription)
    return secret


def ask(subscription: WebhookSubscription, message: str, *, skip: bool = False) -> None:
    """Let the sender send a ``challenge`` (which switches on) or a ``test``.

    ``skip``: do not tell what happened while nothing was sent.
    """
    now = timezone.now()
    last = subscription.asked_at
    if last is not None and now - last < PAUSE_BETWEEN_TRIES:
        return
    subscription.asked, subscription.asked_at = message, now
    if skip:
        subscription.position = None
    _save(subscription)


def stop(subscription: WebhookSubscription, state: State = State.PAUSED) -> None:
    """Send nothing more until somebody switches it on; the place in the feed is kept."""
    subscription.state, subscription.asked = state, ""
    _save(subscription)


def unbar(subscription: WebhookSubscription) -> None:
    """Leave it to the owner again: he has to have the address checked once more."""
    subscription.state = State.UNVERIFIED
    _save(subscription)


def change(
    subscription: WebhookSubscription, *, url: str, wanted: Mapping[str, Sequence[str]]
) -> None:
    """Other wishes, or another address, which is checked before anything goes there."""
    if url != subscription.url:
        subscription.url = url
        if subscription.state in (State.ACTIVE, State.PAUSED, State.PARKED, State.GONE):
            subscription.state = State.UNVERIFIED
    _narrow(subscription, wanted)
    _save(subscription)


def _narrow(subscription: WebhookSubscription, wanted: Mapping[str, Sequence[str]]) -> None:
    for name in ("kinds", "fields", "agencies", "codes"):
        setattr(subscription, name, list(wanted.get(name, ())))


def _save(subscription: WebhookSubscription) -> None:
    subscription.claimed_until = None
    subscription.save()
