"""Mails that tell an applicant of a change: what happened, what comes next, where to look."""

from __future__ import annotations

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from core.addresses import absolute, local
from submissions.models import Notice, OfficerRequest, StatusEvent, Submission
from submissions.notices import queue_mail
from submissions.vocabulary import DossierStatus, NoticeKind

#: Statuses that a mail of their own tells of. Requests have theirs; the first one is no change.
_TOLD = frozenset(DossierStatus) - {
    DossierStatus.REGISTERED,
    DossierStatus.WAITING_PAPERS,
    DossierStatus.WAITING_PAYMENT,
}


def tell_applicant(
    submission: Submission, events: Sequence[StatusEvent], requests: Sequence[OfficerRequest]
) -> list[Notice]:
    """Mails for what is new: one for each request, one for the last of the statuses.

    Somebody who hears of five steps at once wants one mail. Without an address, none.
    """
    address = (submission.contact or {}).get("email") or ""
    if not address:
        return []
    with translation.override(submission.language):
        mails = [_request_mail(submission, one, address) for one in requests]
        last = events[-1] if events else None
        if last and last.status in _TOLD and last.status == submission.status:
            mails.append(_status_mail(submission, last, address))
    return [mail for mail in mails if mail]


def _status_mail(submission: Submission, event: StatusEvent, address: str) -> Notice | None:
    status = DossierStatus(event.status)
    subject = _("%(status)s: hồ sơ %(code)s") % {"status": status.label, "code": _code(submission)}
    return queue_change(
        submission,
        NoticeKind.STATUS,
        f"status:{submission.pk}:{event.backend_id}",
        subject,
        address,
        {"status": status, "note": event.note, "agency": event.agency_name},
    )


def _request_mail(submission: Submission, request: OfficerRequest, address: str) -> Notice | None:
    subject = _("Cần bạn bổ sung: hồ sơ %(code)s") % {"code": _code(submission)}
    return queue_change(
        submission,
        NoticeKind.REQUEST,
        f"request:{submission.pk}:{request.backend_id}",
        subject,
        address,
        {"request": request, "note": request.reason, "agency": submission.agency_name},
    )


def queue_change(
    submission: Submission, kind: NoticeKind, cause: str, subject: str, to: str, more: dict
) -> Notice | None:
    """Queue one mail about a change. ``cause`` makes it go out once; ``more``: for the templates."""
    context = {
        "submission": submission,
        "code": _code(submission),
        "subject": subject,
        "page": absolute(local(f"/tra-cuu-ho-so/?ma={submission.reference}")),
        **more,
    }
    return queue_mail(
        kind=kind,
        cause=cause,
        to=[to],
        subject=subject,
        text=render_to_string("submissions/mails/change.txt", context),
        html=render_to_string("submissions/mails/change.html", context),
        submission=submission,
    )


def _code(submission: Submission) -> str:
    return submission.dossier_code or submission.reference
