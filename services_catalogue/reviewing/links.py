"""The signed link "đã xem, vẫn đúng" for a contact without an account: one service, one review, 30 days."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac

from core.addresses import absolute
from services_catalogue.models import ServicePage

_SALT = "confirm-review"
#: Seconds that a link works.
AGE = 30 * 24 * 3600


def _of(page: ServicePage) -> str:
    """What must still be so when the link is used: the contact, and the day it was due."""
    return salted_hmac(_SALT, f"{page.contact_email.lower()}|{page.review_due_on}").hexdigest()[:16]


def confirm_url(page: ServicePage) -> str:
    """The whole address, for the mail."""
    token = signing.dumps([page.pk, _of(page)], salt=_SALT)
    return absolute(reverse("confirm_review", args=[token]))


def page_of(token: str) -> ServicePage | None:
    """The service of a link that still works; None when it is forged, old, used, or no longer theirs."""
    try:
        pk, state = signing.loads(token, salt=_SALT, max_age=AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    page = ServicePage.objects.filter(pk=pk, live=True).select_related("managed_by").first()
    return page if page and page.contact_email and _of(page) == state else None
