"""Mails to the applicant before anything has happened to the application, in its own language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from core.addresses import absolute, in_language
from submissions.models import Draft, Notice, Submission
from submissions.notices import queue_mail
from submissions.vocabulary import NoticeKind


def mail_link_to_draft(
    draft: Draft, *, to: str, secret: str, service: str, number: int
) -> Notice | None:
    """The link with which somebody goes on later. ``number`` counts the mails of this draft."""
    with translation.override(draft.language):
        link = absolute(in_language(f"/nop-ho-so/tiep-tuc/{secret}/", draft.language))
        subject = _("Làm tiếp hồ sơ: %(service)s") % {"service": service}
        values = {"service": service, "link": link, "days": settings.DRAFT_DAYS}
        text, html = _written("resume", subject, values)
    return queue_mail(
        kind=NoticeKind.RESUME,
        cause=f"resume:{draft.pk}:{number}",
        to=[to],
        subject=subject,
        text=text,
        html=html,
        draft=draft,
    )


def mail_reference(submission: Submission, *, to: str) -> Notice | None:
    """Tell that the portal has the application, with the reference and where to follow it."""
    with translation.override(submission.language):
        path = in_language("/tra-cuu-ho-so/", submission.language)
        values = {
            "submission": submission,
            "link": absolute(f"{path}?ma={submission.reference}"),
        }
        subject = _("Đã nhận hồ sơ %(reference)s") % {"reference": submission.reference}
        text, html = _written("received", subject, values)
    return queue_mail(
        kind=NoticeKind.RECEIVED,
        cause=f"received:{submission.reference}",
        to=[to],
        subject=subject,
        text=text,
        html=html,
        submission=submission,
    )


def _written(name: str, subject: str, values: Mapping[str, Any]) -> tuple[str, str]:
    context = {"subject": subject, "portal_url": settings.PUBLIC_URL, **values}
    text = render_to_string(f"submissions/mails/{name}.txt", context)
    html = render_to_string(f"submissions/mails/{name}.html", context)
    return text.strip() + "\n", html
