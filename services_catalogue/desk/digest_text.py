"""What the weekly mail says, plain and as HTML."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext
from wagtail.users.models import UserProfile

from core.addresses import absolute
from services_catalogue.desk.looking import Desk
from services_catalogue.models import Agency, ServicePage
from services_catalogue.reviewing.links import confirm_url
from services_catalogue.units.scope import MODERATING, people_of

_FOLDER = "services_catalogue/mails"


def for_person(user: Any, desk: Desk) -> EmailMultiAlternatives | None:
    """The mail to somebody with a desk; None when nothing waits."""
    if not desk.total:
        return None
    profile = UserProfile.objects.filter(user=user).first()
    language = (profile.preferred_language if profile else "") or settings.LANGUAGE_CODE
    with translation.override(language):
        context = {
            "subject": _subject(desk),
            "kinds": [
                {
                    "heading": kind.source.heading,
                    "total": kind.waiting.total,
                    "more": kind.waiting.total - len(kind.matters),
                    "all": absolute(kind.all_url),
                    "matters": [(one, absolute(one.url)) for one in kind.matters],
                }
                for kind in desk.kinds
                if kind.waiting.total
            ],
            "desk": absolute(reverse("wagtailadmin_home")),
            "account": absolute(reverse("wagtailadmin_account")),
        }
        return _mail("digest", user.email, context)


def for_contact(email: str, desk: Desk) -> EmailMultiAlternatives | None:
    """The mail to a contact without an account: what is due, whom to write to, what one click says."""
    pages: dict[int, list[str]] = {}
    due: set[int] = set()
    with translation.override(settings.LANGUAGE_CODE):
        for kind in desk.kinds:
            for one in kind.matters:
                if one.service_id:
                    said = (
                        f"{kind.source.heading}: {one.detail}"
                        if one.detail
                        else str(kind.source.heading)
                    )
                    pages.setdefault(one.service_id, []).append(said)
                    if kind.source.key == "reviews":
                        due.add(one.service_id)
        found = ServicePage.objects.filter(pk__in=pages, live=True).select_related("managed_by")
        services = [
            {
                "title": page.title,
                "url": absolute(page.permalink),
                "said": pages[page.pk],
                "keepers": _keepers(page.managed_by),
                "confirm": confirm_url(page) if page.pk in due else "",
            }
            for page in found.order_by("title")
        ]
        if not services:
            return None
        subject = ngettext(
            "%(count)s trang đứng tên bạn cần xem lại",
            "%(count)s trang đứng tên bạn cần xem lại",
            len(services),
        ) % {"count": len(services)}
        return _mail("digest_contact", email, {"subject": subject, "services": services})


def _keepers(unit: Agency | None) -> list[str]:
    """Whom to write to about a service: addresses of those who publish it, else of the unit."""
    people = people_of(unit.pk if unit else None, MODERATING).exclude(email="")
    found = list(people.order_by("email").values_list("email", flat=True)[:3])
    return found or ([unit.email] if unit and unit.email else [])


def _subject(desk: Desk) -> str:
    return ngettext(
        "%(count)s việc chờ bạn tuần này", "%(count)s việc chờ bạn tuần này", desk.total
    ) % {"count": desk.total}


def _mail(name: str, to: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    context["portal_url"] = settings.PUBLIC_URL
    mail = EmailMultiAlternatives(
        subject=" ".join(context["subject"].split()),
        body=render_to_string(f"{_FOLDER}/{name}.txt", context),
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string(f"{_FOLDER}/{name}.html", context), "text/html")
    return mail
