"""What the portal does when somebody presses the last button, for a citizen known by a number."""

from __future__ import annotations

import hashlib
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from submissions.models import Attachment, FormVersion, OutboxEntry, Submission
from submissions.uploads import sealed_files
from submissions.vocabulary import DeliveryKind
from tests.faults.citizens import answers_of, papers_of, service_of

_SPACE = UUID("5d9c1c52-6f0a-4d0e-9f8e-2f6f0b1f2d10")


def hand_in(number: int) -> str:
    """The reference of this citizen's submission, made now or found again."""
    secret = f"{number:064d}"
    if found := Submission.objects.filter(follow_digest=secret).first():
        return found.reference
    papers = papers_of(number)
    keys = [uuid5(_SPACE, f"{number} {position}") for position in range(len(papers))]
    for key, content in zip(keys, papers, strict=True):  # files first, as uploads come first
        sealed_files.keep(key, content)
    with transaction.atomic():
        submission = _submission(number, secret)
        for position, (key, content) in enumerate(zip(keys, papers, strict=True)):
            Attachment.objects.create(
                id=key,
                submission=submission,
                position=position,
                role=f"Giấy tờ {position}",
                filename=f"giấy {number}-{position}.pdf",
                content_type="application/pdf",
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
            )
        _outbox_entry(submission)
    return submission.reference


def _submission(number: int, secret: str) -> Submission:
    version, _made = FormVersion.objects.get_or_create(
        digest="f" * 64, defaults={"number": 1, "title": "Mẫu", "content": {}}
    )
    return Submission.objects.create(
        reference=f"QN-{number:06d}",
        service_code=service_of(number),
        service_name="Dịch vụ",
        form_version=version,
        payload={"applicant": {"full_name": f"Người {number}"}, "data": answers_of(number)},
        follow_digest=secret,
        submitted_at=timezone.now(),
    )


def _outbox_entry(submission: Submission) -> None:
    OutboxEntry.objects.create(
        submission=submission,
        kind=DeliveryKind.DOSSIER,
        payload={
            "attachments": [
                str(pk)
                for pk in submission.attachments.order_by("position").values_list("pk", flat=True)
            ]
        },
    )
