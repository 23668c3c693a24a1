"""One attempt at one entry: files first, then what they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from submissions.backends.protocol import BackendError, ProcessingBackend, TakenDossier
from submissions.encryption import CannotOpen
from submissions.models import Attachment, OutboxEntry, Submission
from submissions.relay.claiming import Claim
from submissions.uploads import sealed_files
from submissions.vocabulary import AttachmentState, DeliveryKind

#: What the backend calls a file it no longer has (it was restored from an older copy).
FORGOT_A_FILE = frozenset({"unknown-attachment"})


#: What the backend keeps of the name of a paper, in characters.
LONGEST_ROLE = 500


def deliver(claim: Claim, backend: ProcessingBackend) -> TakenDossier | None:
    """Hand over what the claim stands for. Answers what became of it, for a dossier.

    The entry's payload names its files (``attachments``: ids); a dossier without that list takes all
    that its submission has.

    :raises BackendError: when it was not taken; what of our own is missing is permanent.
    """
    try:
        entry = OutboxEntry.objects.select_related("submission__form_version").get(pk=claim.pk)
        files = _files(entry)
        sent = [_send(one, backend) for one in files]
        try:
            return _hand_over(entry, sent, backend)
        except BackendError as error:
            if error.code in FORGOT_A_FILE:
                Attachment.objects.filter(pk__in=[one.pk for one in files]).update(backend_id="")
                raise BackendError(error.reason) from error
            raise
    except CannotOpen as error:
        raise BackendError("sealed_with_a_key_we_lack", permanent=True) from error
    except sealed_files.FileGone as error:
        raise BackendError("file_is_gone", permanent=True) from error


def _hand_over(
    entry: OutboxEntry, files: list[dict[str, Any]], backend: ProcessingBackend
) -> TakenDossier | None:
    key, payload = str(entry.idempotency_key), entry.payload or {}
    if entry.kind == DeliveryKind.DOSSIER:
        return backend.take_dossier(dossier_body(entry.submission, files), key=key)
    code = entry.submission.dossier_code or ""
    if entry.kind == DeliveryKind.SUPPLEMENT:
        body = {
            "request": payload.get("request_id") or "",
            "note": payload.get("note", ""),
            "data": payload.get("data") or {},
            "attachments": files,
        }
        backend.supplement(code, body, key=key)
    else:
        backend.withdraw(code, {"reason": payload.get("reason", "")}, key=key)
    return None


def dossier_body(submission: Submission, files: list[dict[str, Any]]) -> dict[str, Any]:
    """``POST dossiers``. The same at each attempt: the key stands for exactly this."""
    content, form = submission.payload, submission.form_version
    if content is None:
        raise BackendError("content_is_purged", permanent=True)
    return {
        "reference": submission.reference,
        "service_code": submission.service_code,
        "agency_code": submission.agency_code,
        "case": submission.case_name,
        "form": {"id": str(form.definition_id or "standard"), "version": form.number},
        "applicant": content.get("applicant") or {},
        "data": content.get("data") or {},
        "attachments": files,
        "submitted_at": submission.submitted_at.isoformat(),
    }


def _files(entry: OutboxEntry) -> Sequence[Attachment]:
    """Files of the entry in an order that never changes."""
    if entry.kind == DeliveryKind.WITHDRAWAL:
        return ()
    own = entry.submission.attachments.filter(state=AttachmentState.READY)
    named = (entry.payload or {}).get("attachments")
    if named is not None:
        own = own.filter(pk__in=named)
    files = list(own.order_by("position", "created_at", "pk"))
    if named is not None and len(files) != len(set(named)):
        raise BackendError("file_is_gone", permanent=True)
    return files


def _send(one: Attachment, backend: ProcessingBackend) -> dict[str, Any]:
    if not one.backend_id:
        content = sealed_files.read(one.pk)
        if len(content) != one.size:
            raise BackendError("file_is_damaged", permanent=True)
        taken = backend.take_attachment(content, content_type=one.content_type, sha256=one.sha256)
        # Kept at once: should the dossier fail, its files need not travel again.
        one.backend_id = taken.id
        Attachment.objects.filter(pk=one.pk).update(backend_id=taken.id)
    name = one.filename if isinstance(one.filename, str) else f"tep-{one.position + 1}"
    return {"id": one.backend_id, "role": one.role[:LONGEST_ROLE], "filename": name[:255]}
