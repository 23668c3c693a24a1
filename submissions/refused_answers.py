"""When the office did not take what an applicant sent after handing in: it came too late."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from submissions.models import Notice, Submission
from submissions.status_mails import queue_change
from submissions.vocabulary import DeliveryKind, NoticeKind

#: Answers by which a backend says that the dossier takes nothing more (Dossier API: 409, 404, 410).
TOO_LATE = frozenset({404, 409, 410})


def headline_of(kind: str) -> str:
    """What was not taken, for the applicant."""
    if kind == DeliveryKind.WITHDRAWAL:
        return _("Yêu cầu rút hồ sơ đến quá muộn")
    return _("Giấy tờ bổ sung đến quá muộn")


def advice_of(kind: str) -> str:
    """What it means, and what to do."""
    if kind == DeliveryKind.WITHDRAWAL:
        return _("Cơ quan đã giải quyết xong hoặc đã dừng hồ sơ, nên không rút được nữa.")
    return _("Cơ quan không nhận thêm giấy tờ cho hồ sơ này. Bạn hỏi nơi giải quyết hồ sơ.")


def tell_refused(submission_id: int, kind: str, key: str) -> Notice | None:
    """A mail in the applicant's language, once; none without an address."""
    submission = Submission.objects.defer("payload").get(pk=submission_id)
    address = (submission.contact or {}).get("email") or ""
    if not address:
        return None
    with translation.override(submission.language):
        code = submission.dossier_code or submission.reference
        subject = _("%(what)s: hồ sơ %(code)s") % {"what": headline_of(kind), "code": code}
        return queue_change(
            submission,
            NoticeKind.REFUSED,
            f"refused:{key}",
            subject,
            address,
            {"refused": advice_of(kind), "agency": submission.agency_name},
        )
