"""Submissions as tests need them, made through the models alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from submissions.models import FormVersion, StatusEvent, Submission
from submissions.tracking.proofs import proofs_of
from submissions.vocabulary import DossierStatus

APPLICANT = {
    "full_name": "Nguyễn Thị Thử Nghiệm",
    "phone": "0912 345 678",
    "identity_number": "022190004412",
    "email": "thu.nghiem@example.org",
}
PHONE_DIGITS, IDENTITY_DIGITS = "5678", "4412"


def make_form_version() -> FormVersion:
    version, _made = FormVersion.objects.get_or_create(
        digest="0" * 64, defaults={"number": 1, "title": "Mẫu thử", "content": {"groups": []}}
    )
    return version


def make_submission(reference: str = "QN-7K4M-93XD-6", **fields: Any) -> Submission:
    submitted = timezone.now() - timedelta(hours=20)
    return Submission.objects.create(
        reference=reference,
        **{
            "service_code": "1.001193",
            "service_name": "Đăng ký khai sinh",
            "agency_name": "Bộ phận Một cửa phường Hạ Long",
            "form_version": make_form_version(),
            "payload": {"applicant": APPLICANT, "data": {}},
            "proofs": proofs_of(reference, APPLICANT),
            "submitted_at": submitted,
            "delivered_at": submitted + timedelta(minutes=1),
            "dossier_code": "H49.22-261123-0017",
            "due_at": timezone.now() + timedelta(days=2),
            **fields,
        },
    )


def add_event(submission: Submission, status: DossierStatus, **fields: Any) -> StatusEvent:
    submission.status = status
    submission.save(update_fields=["status"])
    return StatusEvent.objects.create(
        submission=submission,
        backend_id=str(submission.events.count() + 1),
        status=status,
        **{"at": timezone.now(), "agency_name": "UBND phường Hạ Long", **fields},
    )
