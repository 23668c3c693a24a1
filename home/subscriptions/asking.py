"""Begin, confirm and end to follow a service; nothing here tells who does."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from home.models import Announcement, Subscription
from home.subscriptions.mails import queue_confirmation
from services_catalogue.models import ServicePage
from services_catalogue.versions.history import versions_of
from services_catalogue.versions.standing import standing_of
from submissions.models import Notice
from submissions.vocabulary import DeliveryState

#: How long a link of confirmation works; what was not confirmed by then is forgotten.
TO_CONFIRM = timedelta(days=3)
#: The same address is asked again about the same service only after this, and so often a day.
PAUSE, A_DAY = timedelta(minutes=10), 8
_CONFIRM, _END = "follow a service", "stop following a service"


def ask(page: ServicePage, email: str) -> None:
    """Mail a link of confirmation, unless this address was asked too often.

    The same happens for those who follow already: an answer that differs would tell who does.
    """
    now, address = timezone.now(), Subscription.digest(email)
    with transaction.atomic():
        asked = Subscription.objects.filter(address=address, asked_at__gt=now - timedelta(days=1))
        if (
            asked.count() >= A_DAY
            or asked.filter(code=page.code, asked_at__gt=now - PAUSE).exists()
        ):
            return
        row, _made = Subscription.objects.update_or_create(
            code=page.code,
            address=address,
            defaults={"asked_at": now, "language": get_language() or "vi"},
            create_defaults={
                "asked_at": now,
                "language": get_language() or "vi",
                "email": email.strip(),
            },
        )
        queue_confirmation(row, page, _signed(row, _CONFIRM))


def waiting(token: str) -> Subscription | None:
    """The subscription that a link of confirmation is for; None when the link is no good any more."""
    return _row(token, _CONFIRM, TO_CONFIRM)


def confirm(row: Subscription) -> None:
    """Follow from now on; what was published before is not told."""
    if row.confirmed_at is None:
        newest = versions_of(row.code).values_list("number", flat=True).first() or 0
        heard = Announcement.objects.filter(code=row.code).order_by("-pk")
        stands = standing_of(row.code)
        Subscription.objects.filter(pk=row.pk, confirmed_at=None).update(
            confirmed_at=timezone.now(),
            told=newest,
            announced=heard.values_list("pk", flat=True).first() or 0,
            standing=stands.key if stands else "",
        )


def ending(token: str) -> Subscription | None:
    """The subscription that a link to end it is for. These links do not age."""
    return _row(token, _END, None)


def end_token(row: Subscription) -> str:
    """What the link to end ``row`` holds: signed, and nothing of the address."""
    return _signed(row, _END)


def end(row: Subscription) -> None:
    """Forget the address, and the mails to it that have not gone out."""
    with transaction.atomic():
        Notice.objects.filter(
            cause__startswith=f"follow:{row.pk}:", state=DeliveryState.WAITING
        ).delete()
        row.delete()


def forget_unconfirmed() -> int:
    """Delete what nobody confirmed in time; answers how many."""
    late = Subscription.objects.filter(confirmed_at=None, asked_at__lt=timezone.now() - TO_CONFIRM)
    return late.delete()[0]


def _signed(row: Subscription, purpose: str) -> str:
    return signing.dumps([row.pk, row.address[:12]], salt=purpose)


def _row(token: str, purpose: str, age: timedelta | None) -> Subscription | None:
    try:
        pk, begins = signing.loads(token, salt=purpose, max_age=age)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Subscription.objects.filter(pk=pk, address__startswith=begins).first()
