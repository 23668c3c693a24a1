"""What is sent: thin events that say what happened and where to read it, signed.

Standard Webhooks 1.0.0: headers ``webhook-id``, ``webhook-timestamp``, ``webhook-signature``.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from standardwebhooks import Webhook

from api.links import absolute
from api.models import WebhookSubscription
from services_catalogue.models import ChangeRecord

CHALLENGE, TEST = "webhook.challenge", "webhook.test"
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Message:
    """One event. ``id`` is the same however often it is sent: whoever has seen it may skip it."""

    id: str
    type: str
    body: str
    code: str = ""


def new_secret() -> str:
    """A key for HMAC-SHA256 as Standard Webhooks writes it."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def of_change(change: ChangeRecord, epoch: str) -> Message:
    """The event of a change. Its id holds the place in the feed, of which ``cursor`` tells the order."""
    data = {
        "cursor": f"{epoch}.{change.position}",
        "code": change.code,
        "title": change.title,
        "fields": change.fields,
        "superseded_by": change.superseded_by or None,
        "record": absolute(f"/api/v1/services/{change.code}"),
        "permalink": absolute(f"/dv/{change.code}"),
    }
    return _message(
        f"chg_{epoch}_{change.position}", f"service.{change.kind}", data, change.at, change.code
    )


def challenge(text: str) -> Message:
    """Ask the endpoint to send ``text`` back: nobody is told who does not want to be."""
    return _message(_random_id(), CHALLENGE, {"challenge": text}, timezone.now())


def test() -> Message:
    """An event about nothing, to try a receiver with."""
    data = {"message": "Thử webhook: không có gì thay đổi."}
    return _message(_random_id(), TEST, data, timezone.now())


def headers(message: Message, keys: Sequence[str], now: datetime | None = None) -> dict[str, str]:
    """The headers for sending ``message`` now; one signature for each key, newest first."""
    now = now or timezone.now()
    signatures = [
        Webhook(key).sign(msg_id=message.id, timestamp=now, data=message.body) for key in keys
    ]
    return {
        "webhook-id": message.id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def keys_of(subscription: WebhookSubscription, now: datetime) -> list[str]:
    """Keys that sign for this subscriber at this moment."""
    held = subscription.secrets or {}
    keys = [held["now"]] if held.get("now") else []
    if held.get("before") and subscription.before_until and subscription.before_until > now:
        keys.append(held["before"])
    return keys


def _random_id() -> str:
    return f"msg_{secrets.token_hex(12)}"


def _message(ident: str, kind: str, data: dict[str, Any], at: datetime, code: str = "") -> Message:
    body = {"type": kind, "timestamp": at.isoformat(), "data": data}
    return Message(ident, kind, json.dumps(body, ensure_ascii=False), code)
