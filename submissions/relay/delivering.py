"""One attempt at one entry: files first, then what they belong to."""

from __future__ import annotations

from typing import Any

from submissions.backends.protocol import BackendError, ProcessingBackend, TakenDossier
from submissions.encryption import CannotOpen
from submissions.models import Attachment, OutboxEntry
from submissions.relay.claiming import Claim
from submissions.uploads import sealed_files
from submissions.vocabulary import DeliveryKind

#: What the backend calls a file it no longer has (it was restored from an older copy).
FORGOT_A_FILE = "unknown-attachment"
#: What the Dossier API takes as the name of a paper and of a file, in characters.
LONGEST_ROLE, LONGEST_NAME = 500, 255


def deliver(claim: Claim, backend: ProcessingBackend) -> TakenDossier | None:
    """Hand over what the claim stands for. Answers what became of it, for a dossier.

    The entry's payload was fixed when it was made, so that each attempt sends the same under its key.
    Its files are named by our own ids: ``attachments`` of a dossier are ``{"attachment", "role",
    "filename"}``, of a supplement they may be ids alone.

    :raises BackendError: when it was not taken; what of our own is missing is permanent.
    """
    try:
        entry = OutboxEntry.objects.select_related("submission").get(pk=claim.pk)
        if entry.payload is None:
            raise BackendError("content_is_purged", permanent=True)
        files = _files(entry)
        sent = [_send(one, use, backend) for one, use in files]
        try:
            return _hand_over(entry, sent, backend)
        except BackendError as error:
            if error.code != FORGOT_A_FILE:
                raise
            Attachment.objects.filter(pk__in=[one.pk for one, _use in files]).update(backend_id="")
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
        return backend.take_dossier({**payload, "attachments": files}, key=key)
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


def _files(entry: OutboxEntry) -> list[tuple[Attachment, dict[str, Any]]]:
    """Files that the payload names, in its order, with what it says of each."""
    uses = [
        use if isinstance(use, dict) else {"attachment": use}
        for use in entry.payload.get("attachments") or ()
    ]
    known = entry.submission.attachments.in_bulk([use["attachment"] for use in uses])
    by_id = {str(pk): one for pk, one in known.items()}
    if any(str(use["attachment"]) not in by_id for use in uses):
        raise BackendError("file_is_gone", permanent=True)
    return [(by_id[str(use["attachment"])], use) for use in uses]


def _send(one: Attachment, use: dict[str, Any], backend: ProcessingBackend) -> dict[str, str]:
    if not one.backend_id:
        content = sealed_files.read(one.pk)
        if len(content) != one.size:
            raise BackendError("file_is_damaged", permanent=True)
        taken = backend.take_attachment(content, content_type=one.content_type, sha256=one.sha256)
        # Kept at once: should the dossier fail, its files need not travel again.
        one.backend_id = taken.id
        Attachment.objects.filter(pk=one.pk).update(backend_id=taken.id)
    role = str(use.get("role") or one.role)
    name = str(use.get("filename") or one.filename or f"tep-{one.position + 1}")
    return {"id": one.backend_id, "role": role[:LONGEST_ROLE], "filename": name[-LONGEST_NAME:]}
