"""Files for what officers asked for: added one by one, kept until they are sent together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from submissions.adding_files import drop_file, keep_file
from submissions.models import Attachment, OfficerRequest, Submission
from submissions.tracking.answers import AlreadyAnswered
from submissions.uploads.receiving import Received, receive
from submissions.uploads.refusals import Reason, Refused
from submissions.vocabulary import RequestKind


@dataclass(frozen=True, slots=True)
class Asked:
    """One paper of the request on the page: ``name`` is its place in the form."""

    name: str
    label: str
    files: list[Attachment]


def asked_papers(request: OfficerRequest) -> list[str]:
    """Names of the papers that are asked for; one for all when officers named none."""
    names = [str(item)[:1200] for item in request.items if str(item).strip()]
    return names or [_("Giấy tờ bổ sung")]


def papers_of(asked_for: OfficerRequest) -> list[Asked]:
    """The papers that are asked for, each with the files that were added."""
    files = list(asked_for.attachments.all())
    return [
        Asked(f"giay-to-{number}", label, [one for one in files if one.role == label])
        for number, label in enumerate(asked_papers(asked_for), start=1)
    ]


def add_file(request: OfficerRequest, role: str, received: Received) -> Attachment:
    """Keep a file with the request.

    :raises AlreadyAnswered: when the request no longer waits.
    :raises Refused: too_many or too_much.
    """
    return keep_file(
        role,
        received,
        lock=partial(_waiting, request),
        tie=lambda locked: {"submission_id": locked.submission_id, "request": locked},
    )


def take_files(
    request: OfficerRequest, paper: Asked, files: Sequence[Any], refused: Iterable[Refused]
) -> list[Refused]:
    """Keep uploaded ``files`` for one paper; what cannot be kept, after those ``refused`` on their way.

    :raises AlreadyAnswered: when the request no longer waits.
    """
    found = list(refused)
    for file in files:
        try:
            add_file(request, paper.label, receive(file.read(), file.name or ""))
        except Refused as refusal:
            found.append(refusal)
    if not files and not found:
        found.append(Refused(Reason.EMPTY, name=paper.label[:80]))
    return found


def waiting_request(submission: Submission, pk: int) -> OfficerRequest | None:
    """The request for papers, as long as it waits for an answer."""
    return submission.requests.filter(
        pk=pk, kind=RequestKind.PAPERS, answered_at=None, closed_at=None
    ).first()


def remove_file(request: OfficerRequest, key: Any) -> None:
    """Take a file away again, while the request waits; quietly when it is gone already."""
    with transaction.atomic():
        drop_file(_waiting(request), key)


def _waiting(request: OfficerRequest) -> OfficerRequest:
    locked = OfficerRequest.objects.select_for_update().get(pk=request.pk)
    if locked.answered_at or locked.closed_at:
        raise AlreadyAnswered
    return locked
