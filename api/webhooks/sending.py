"""One turn of one subscriber: a message that he asked for, or the next changes, in order."""

from __future__ import annotations

import hmac
import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone

from api.models import Outcome, State, WebhookAttempt, WebhookSubscription
from api.webhooks import mails, messages, schedule
from api.webhooks.choosing import places_of, wants
from api.webhooks.messages import Message
from api.webhooks.posting import Answer, Mailbox
from services_catalogue.models import ChangeFeed, ChangeRecord

log = structlog.get_logger(__name__)

#: Seconds that one subscriber may take before it is another's turn, and changes looked at in one.
TURN, BATCH = 20.0, 200
#: Seconds for which a sender may hold a subscriber: a turn and the longest message after it, twice.
LEASE = 90
#: Attempts that an owner can look back on.
KEPT_ATTEMPTS = 50


@dataclass
class _Turn:
    """What a turn has done, written down at its end or every second."""

    pk: UUID
    until: datetime
    failures: int
    position: int | None = None
    attempts: list[WebhookAttempt] = field(default_factory=list)
    delivered: int = 0
    written_at: float = field(default_factory=monotonic)

    def keep(self, message: Message, answer: Answer) -> None:
        self.attempts.append(
            WebhookAttempt(
                subscription_id=self.pk,
                message_id=message.id,
                type=message.type,
                code=message.code,
                number=self.failures + 1,
                outcome=answer.outcome,
                status=answer.status,
                took_ms=answer.took_ms,
            )
        )

    def write(self, **changes: Any) -> bool:
        """Write down; false when another sender has taken over meanwhile (nothing is written then)."""
        told = WebhookSubscription.objects.filter(pk=self.pk, claimed_until=self.until)
        if self.position is not None:
            changes["position"] = self.position
        if self.delivered:
            changes = {
                "failures": 0,
                "failing_since": None,
                "warned": False,
                "last_success_at": timezone.now(),
                **changes,
            }
        with transaction.atomic():
            if changes and not told.update(**changes):
                return False
            WebhookAttempt.objects.bulk_create(self.attempts)
            _forget_attempts(self.pk)
        self.attempts, self.delivered, self.written_at = [], 0, monotonic()
        return True


def take_turn(pk: UUID, until: datetime) -> int:
    """Send what is due to this subscriber, held until ``until``; answers how many arrived."""
    subscription = WebhookSubscription.objects.get(pk=pk)
    turn = _Turn(pk, until, subscription.failures)
    with Mailbox(subscription.url) as mailbox:
        if subscription.asked:
            return _answer_owner(subscription, turn, mailbox)
        if subscription.state == State.ACTIVE:
            return _send_changes(subscription, turn, mailbox)
    return 0


def _post(subscription: WebhookSubscription, mailbox: Mailbox, message: Message) -> Answer:
    keys = messages.keys_of(subscription, timezone.now())
    return mailbox.post(message.body, messages.headers(message, keys))


def _answer_owner(subscription: WebhookSubscription, turn: _Turn, mailbox: Mailbox) -> int:
    """A challenge switches on; a test changes nothing."""
    if subscription.asked != "challenge":
        message = messages.test()
        answer = _post(subscription, mailbox, message)
        turn.keep(message, answer)
        turn.write(asked="")
        return int(answer.outcome == Outcome.DELIVERED)
    text = secrets.token_urlsafe(24)
    message = messages.challenge(text)
    answer = _post(subscription, mailbox, message)
    passed = answer.outcome == Outcome.DELIVERED and _sent_back(answer.text, text)
    if answer.outcome == Outcome.DELIVERED and not passed:
        answer = Answer(Outcome.WRONG_ANSWER, answer.status, took_ms=answer.took_ms)
    turn.keep(message, answer)
    changes: dict[str, Any] = {"asked": ""}
    if passed:
        changes |= {"state": State.ACTIVE, "next_attempt_at": timezone.now()}
        changes |= {"failures": 0, "failing_since": None, "warned": False}
        if subscription.position is None:
            turn.position = ChangeFeed.current().position
    turn.write(**changes)
    return int(passed)


def _sent_back(told: str, text: str) -> bool:
    """The text alone, or as ``{"challenge": text}``."""
    try:
        read = json.loads(told)
    except ValueError:
        read = told.strip()
    if isinstance(read, dict):
        read = read.get("challenge")
    return isinstance(read, str) and hmac.compare_digest(read.encode(), text.encode())


def _send_changes(subscription: WebhookSubscription, turn: _Turn, mailbox: Mailbox) -> int:
    feed, ends, sent = ChangeFeed.current(), monotonic() + TURN, 0
    turn.position = subscription.position if subscription.position is not None else feed.position
    waiting = list(ChangeRecord.objects.filter(position__gt=turn.position)[:BATCH])
    places = places_of([one.code for one in waiting])
    for change in waiting:
        if monotonic() > ends:
            break
        if wants(subscription, change, places):
            message = messages.of_change(change, feed.epoch)
            answer = _post(subscription, mailbox, message)
            turn.keep(message, answer)
            if answer.outcome != Outcome.DELIVERED:
                _failed(subscription, turn, answer)
                return sent
            turn.delivered, turn.failures, sent = turn.delivered + 1, 0, sent + 1
        turn.position = change.position
        if monotonic() - turn.written_at > 1 and not (turn.write() and _still_wanted(subscription)):
            return sent
    turn.write()
    return sent


def _still_wanted(subscription: WebhookSubscription) -> bool:
    """Whether nobody has stopped or changed it meanwhile."""
    now = WebhookSubscription.objects.only("state", "changed_at").get(pk=subscription.pk)
    return now.state == State.ACTIVE and now.changed_at == subscription.changed_at


def _failed(subscription: WebhookSubscription, turn: _Turn, answer: Answer) -> None:
    now = timezone.now()
    since = (subscription.failing_since if turn.failures else None) or now
    failures = turn.failures + 1
    changes: dict[str, Any] = {
        "failures": failures,
        "failing_since": since,
        "next_attempt_at": now + schedule.wait_after(failures, answer.retry_after),
    }
    if answer.status == 410:
        changes["state"] = State.GONE
    elif now - since >= schedule.PARK_AFTER:
        changes["state"] = State.PARKED
    elif now - since >= schedule.WARN_AFTER and not subscription.warned:
        changes["warned"] = True
    with transaction.atomic():
        if not turn.write(**changes):
            return
        if "state" in changes or "warned" in changes:
            mails.mail_trouble(subscription, changes.get("state"), since)
    log.info(
        "webhook_failed", host=subscription.host, outcome=str(answer.outcome), failures=failures
    )


def _forget_attempts(pk: UUID) -> None:
    kept = WebhookAttempt.objects.filter(subscription=pk).values_list("pk", flat=True)
    oldest = kept[KEPT_ATTEMPTS - 1 : KEPT_ATTEMPTS]
    for last in oldest:
        WebhookAttempt.objects.filter(subscription=pk, pk__lt=last).delete()


def lease() -> timedelta:
    """How long a claim holds."""
    return timedelta(seconds=LEASE)
