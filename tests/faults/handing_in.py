"""What the portal does when somebody fills in a form and presses the last button."""

from __future__ import annotations

from submissions.drafts import secret_digest
from submissions.models import Draft, FormVersion
from submissions.paper_files import add_file
from submissions.submitting import submit, submitted_from
from submissions.uploads.receiving import Received
from submissions.vocabulary import ScanState
from tests.faults.citizens import PAPER, answers_of, papers_of, service_of

_FORM = {
    "title": "Mẫu thử",
    "groups": [
        {
            "name": "tat-ca",
            "title": "Tất cả",
            "questions": [
                {
                    "name": "full_name",
                    "kind": "text",
                    "label": "Họ và tên",
                    "applicant": "full_name",
                },
                {"name": "note", "kind": "long_text", "label": "Nội dung"},
                {"name": "paper", "kind": "file", "label": PAPER, "role": PAPER},
            ],
        }
    ],
}


def hand_in(number: int) -> str:
    """The reference of this citizen's submission, made now or found again.

    Each step may have been done already by a worker that was killed.
    """
    digest = secret_digest(f"citizen {number}")
    if found := submitted_from(digest):
        return found.reference
    draft = Draft.objects.filter(secret_digest=digest).first() or begin(number, digest)
    for position, content in enumerate(papers_of(number)):
        name = f"giấy {number}-{position}.pdf"
        add_file(draft, PAPER, Received(name, "application/pdf", content, "", 1, ScanState.OFF))
    return submit(draft).reference


def begin(number: int, digest: str) -> Draft:
    """A draft with all answers, without its papers."""
    version, _made = FormVersion.objects.get_or_create(
        digest="f" * 64, defaults={"number": 1, "title": "Mẫu thử", "content": _FORM}
    )
    return Draft.objects.create(
        secret_digest=digest,
        service_code=service_of(number),
        form_version=version,
        answers=answers_of(number),
    )
