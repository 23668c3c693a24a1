"""One attempt at one entry: files first, then what they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from submissions.backends.protocol import BackendError, ProcessingBackend, TakenDossier
from submissions.encryption import CannotOpen
from submissions.models import Attachment, OutboxEntry, Submission
from submissions.relay.claiming import Claim
from submissions.uploads import sealed_files
from submissions.vocabulary import DeliveryKind

#: What the backend calls a file it no longer has (it was restored from an older copy).
FORGOT_A_FILE = "unknown-attachment"
#: What the Dossier API takes as the name of a paper and of a file, in characters.
LONGEST_ROLE, LONGEST_NAME = 500, 255


def read_ahead(claims: Sequence[Claim]) -> Mapping[int, OutboxEntry]:
    """The entries of a batch by key, read together; none when one of them cannot be opened.

    What is missing here is read when its turn comes, so that it fails alone.
    """
    try:
        return {one.pk: one for one in _entries().filter(pk__in=[claim.pk for claim in claims])}
    except CannotOpen:
        return {}


def _entries() -> QuerySet[OutboxEntry]:
    """With all that a delivery needs, and nothing that must be opened for nothing."""
    return (
        OutboxEntry.objects.select_related("submission__form_version")
        .defer("submission__contact", "submission__form_version__content")
        .prefetch_related("submission__attachments")
    )


def deliver(
    claim: Claim, backend: ProcessingBackend, entry: OutboxEntry | None = None
) -> TakenDossier | None:
    """Hand over what the claim stands for. Answers what became of it, for a dossier.

    ``entry``: as :func:`read_ahead` has read it.

    ``attachments`` of the entry's payload are the ids of its files. Payload and submission were fixed
    when the entry was made, so that each attempt sends the same under its key.

    :raises BackendError: when it was not taken; what of our own is missing is permanent.
    """
    try:
        entry = entry or _entries().get(pk=claim.pk)
        if entry.payload is None:
            raise BackendError("content_is_purged", permanent=True)
        files = _files(entry)
        try:
            return _hand_over(entry, [_send(one, backend) for one in files], backend)
        except BackendError as error:
            forgot = error.code == FORGOT_A_FILE
            _remember(files, forgot=forgot)
            if not forgot:
                raise
            raise BackendError(error.reason) from error
    except CannotOpen as error:
        raise BackendError("sealed_with_a_key_we_lack", permanent=True) from error
    except sealed_files.FileGone as error:
        raise BackendError("file_is_gone", permanent=True) from error


def _hand_over(
    entry: OutboxEntry, files: list[dict[str, str]], backend: ProcessingBackend
) -> TakenDossier | None:
    key, payload = str(entry.idempotency_key), entry.payload
    if entry.kind == DeliveryKind.DOSSIER:
        return backend.take_dossier(dossier_body(entry.submission, files), key=key)
    code = entry.submission.dossier_code or ""
    if entry.kind == DeliveryKind.SUPPLEMENT:
        body = {
            "request": payload.get("request_id") or "",
            "note": payload.get("note") or "",
            "data": payload.get("data") or {},
            "attachments": files,
        }
        backend.supplement(code, body, key=key)
    else:
        backend.withdraw(code, {"reason": payload.get("reason") or ""}, key=key)
    return None


def dossier_body(submission: Submission, files: list[dict[str, str]]) -> dict[str, Any]:
    """``POST dossiers`` of the Dossier API."""
    content, form = submission.payload, submission.form_version
    if content is None:
        raise BackendError("content_is_purged", permanent=True)
    return {
        "reference": submission.reference,
        "service_code": submission.service_code,
        "agency_code": submission.agency_code,
        "case": submission.case_name,
        "form": {
            "id": str(form.definition_id or "standard"),
            "version": form.number,
            "answers": content.get("in_words") or [],
        },
        "applicant": content.get("applicant") or {},
        "data": content.get("data") or {},
        "attachments": files,
        "submitted_at": submission.submitted_at.isoformat(),
    }


def _remember(files: list[Attachment], *, forgot: bool) -> None:
    """Which files the backend has, so that they need not travel again when this is tried again.

    Only written when something failed: mostly nothing does. Who was killed sends them once more; the
    same content gets the same id.
    """
    for one in files:
        if forgot:
            one.backend_id = ""
    Attachment.objects.bulk_update(files, ["backend_id"])


def _files(entry: OutboxEntry) -> list[Attachment]:
    """Files that the payload names, in its order."""
    named = [str(key) for key in entry.payload.get("attachments") or ()]
    known = {str(one.pk): one for one in entry.submission.attachments.all()}
    if missing := set(named) - set(known):
        raise BackendError(f"file_is_gone {len(missing)}", permanent=True)
    return [known[key] for key in named]


def _send(one: Attachment, backend: ProcessingBackend) -> dict[str, str]:
    if not one.backend_id:
        content = sealed_files.read(one.pk)
        if len(content) != one.size:
            raise BackendError("file_is_damaged", permanent=True)
        taken = backend.take_attachment(content, content_type=one.content_type, sha256=one.sha256)
        one.backend_id = taken.id
    name = str(one.filename or f"tep-{one.position + 1}")
    return {"id": one.backend_id, "role": one.role[:LONGEST_ROLE], "filename": name[-LONGEST_NAME:]}
