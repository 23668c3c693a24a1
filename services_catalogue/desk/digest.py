"""The weekly mail: on Monday morning, to each person on whose desk something waits, once.

A row is made and claimed before its mail is written; what fails is tried again at the next runs of
that week, and the row and the log say why. Nothing of a citizen is in it: sources name pages only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, ClassVar

import structlog
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.mail import EmailMultiAlternatives
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from services_catalogue.desk import digest_text
from services_catalogue.desk.looking import Desk, desk_of, look
from services_catalogue.desk.sources import sources
from services_catalogue.models import DigestMail, ServicePage
from services_catalogue.units.scope import Scope

log = structlog.get_logger(__name__)

#: From this hour of Monday on, local time; a failed mail is tried again until the week is over.
HOUR = 7
HOLD, MOST_ATTEMPTS = timedelta(hours=1), 24


@dataclass(frozen=True, slots=True)
class ContactScope(Scope):
    """The services in the name of a contact who has no account."""

    email: str = ""
    by_name: ClassVar[bool] = True

    def services(self) -> QuerySet[ServicePage]:
        """Live and draft ones in their name."""
        named = ServicePage.objects.filter(contact_email__iexact=self.email)
        return named if self.email else named.none()

    def holds(self, service: ServicePage) -> bool:
        """Whether this one is in their name."""
        return service.contact_email.lower() == self.email.lower()


@dataclass(slots=True)
class Result:
    """How many mails went out, how many had nothing to tell, how many failed."""

    sent: int = 0
    silent: int = 0
    failed: int = 0


def is_time() -> bool:
    """Whether this week's mails may go: from Monday morning on, in the local time zone."""
    now = timezone.localtime()
    return now.weekday() > 0 or now.hour >= HOUR


def send_all() -> Result:
    """Send what has not been sent this week."""
    today = timezone.localdate()
    week = today - timedelta(days=today.weekday())
    result = Result()
    for user in _people():
        _one(
            result,
            week,
            f"user:{user.pk}",
            partial(_for_person, user),
        )
    for email in _contacts():
        key = hashlib.sha256(email.encode()).hexdigest()[:32]
        _one(
            result,
            week,
            f"contact:{key}",
            partial(_for_contact, email),
        )
    return result


def _for_person(user: Any) -> EmailMultiAlternatives | None:
    return digest_text.for_person(user, desk_of(user))


def _for_contact(email: str) -> EmailMultiAlternatives | None:
    return digest_text.for_contact(email, desk_of_contact(email))


def _people() -> Iterator[Any]:
    """Active people with an address and a way into the admin who did not say no."""
    may = Q(is_superuser=True) | Q(groups__permissions__codename="access_admin")
    people = get_user_model()._default_manager.filter(may, is_active=True).exclude(email="")
    yield from people.exclude(digest_choice__weekly=False).distinct().order_by("pk")


def _contacts() -> list[str]:
    """Addresses of contacts that no active account has: accounts have a desk of their own."""
    accounts = get_user_model()._default_manager.filter(is_active=True)
    return list(
        ServicePage.objects.filter(live=True)
        .exclude(contact_email="")
        .annotate(address=Lower("contact_email"))
        .exclude(address__in=accounts.annotate(a=Lower("email")).values("a"))
        .order_by("address")
        .values_list("address", flat=True)
        .distinct()
    )


def desk_of_contact(email: str, most: int = 20) -> Desk:
    """What waits for the services in somebody's name, of the kinds that contacts are told of."""
    scope = ContactScope(False, frozenset(), email=email)
    kinds = [look(one, AnonymousUser(), most, scope) for one in sources() if one.for_contacts]
    return Desk([kind for kind in kinds if kind.waiting.total])


def _one(
    result: Result, week: date, receiver: str, write: Callable[[], EmailMultiAlternatives | None]
) -> None:
    row, _new = DigestMail.objects.get_or_create(receiver=receiver, week=week)
    now = timezone.now()
    mine = DigestMail.objects.filter(
        pk=row.pk, sent_at=None, next_attempt_at__lte=now, attempts__lt=MOST_ATTEMPTS
    ).update(attempts=F("attempts") + 1, next_attempt_at=now + HOLD)
    if not mine:
        return
    try:
        mail = write()
        if mail is not None:
            mail.send()
    except Exception as problem:  # one that cannot be sent must not keep the others from going
        reason = f"{type(problem).__name__} {getattr(problem, 'smtp_code', '')}".strip()
        DigestMail.objects.filter(pk=row.pk).update(reason=reason)
        log.warning("digest_not_sent", receiver=receiver, reason=reason)
        result.failed += 1
        return
    DigestMail.objects.filter(pk=row.pk).update(
        sent_at=timezone.now(), reason="" if mail else "nothing waits"
    )
    if mail:
        result.sent += 1
    else:
        result.silent += 1
