"""Handing in: one transaction makes the submission, its delivery and its mail out of a draft.

However often it is clicked, a draft becomes one submission: the draft's row is locked, and gone once
the submission is there; the second click finds the submission by the draft's secret.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services_catalogue.models import ServicePage
from services_catalogue.selectors import by_code
from submissions.application_mails import mail_reference
from submissions.forms.versions import compile_version
from submissions.models import Draft, OutboxEntry, Submission
from submissions.paper_files import hand_over, joined_papers, missing_papers, roles_of
from submissions.processing_units import UNIT, Unit, unit_of, units_for
from submissions.references import new_reference
from submissions.tracking.proofs import proofs_of
from submissions.uploads import sealed_files
from submissions.vocabulary import AttachmentState, DeliveryKind

log = structlog.get_logger(__name__)


class Incomplete(Exception):
    """Answers or papers are missing or wrong. ``errors``: {question name: what to do}."""

    def __init__(self, errors: Mapping[str, Any]) -> None:
        super().__init__(len(errors))
        self.errors = errors


class DraftChanged(Exception):
    """Another tab changed the draft between looking at it and handing it in."""


def submit(draft: Draft, *, now: datetime | None = None) -> Submission:
    """Hand a draft in; the same draft gives the same submission for ever.

    :raises Incomplete: nothing has changed then.
    """
    for _attempt in range(3):
        try:
            return _submit(draft, now or timezone.now())
        except DraftChanged:
            continue
    raise DraftChanged


def submitted_from(secret_digest: str) -> Submission | None:
    """The submission that the draft with this secret has become."""
    if not secret_digest:
        return None
    return Submission.objects.filter(draft_digest=secret_digest).first()


def _submit(draft: Draft, now: datetime) -> Submission:
    read = Draft.objects.select_related("form_version").filter(pk=draft.pk).first()
    if read is None:
        return _already(draft)
    form = compile_version(read.form_version)
    cleaned = form.clean(read.answers or {})
    page = by_code(read.service_code)
    units = units_for(page) if page else []
    unit = unit_of(read, units)
    there = set(read.attachments.values_list("role", flat=True))
    errors = {**cleaned.errors, **missing_papers(form, read.answers or {}, there)}
    if units and unit is None:
        errors[UNIT] = _("Chọn nơi giải quyết hồ sơ trong danh sách.")
    if errors:
        raise Incomplete(errors)
    # Files are written before the transaction: it stays short, and what fails leaves only orphans.
    joined = joined_papers(read, roles_of(form, read))
    try:
        with transaction.atomic():
            locked = Draft.objects.select_for_update().filter(pk=draft.pk).first()
            if locked is None:
                return _already(draft)
            if locked.changed_at != read.changed_at:
                raise DraftChanged
            applicant = form.applicant(cleaned.values)
            payload = {
                "applicant": applicant,
                "data": cleaned.values,
                # Kept as it was shown: what is delivered must not change between two attempts.
                "in_words": form.for_officers(cleaned.values),
            }
            submission = _make(read, page, unit, payload, now)
            hand_over(read, submission, joined, roles_of(form, read))
            return _on_its_way(submission, read)
    except Exception:
        for attachment, _parts in joined:
            sealed_files.remove(attachment.pk)
        raise


def _already(draft: Draft) -> Submission:
    return Submission.objects.get(draft_digest=draft.secret_digest)


def _make(
    draft: Draft,
    page: ServicePage | None,
    unit: Unit | None,
    payload: dict[str, Any],
    now: datetime,
) -> Submission:
    applicant = payload["applicant"]
    email = applicant.get("email") or draft.email or ""
    fields: dict[str, Any] = {
        "service_code": draft.service_code,
        "service_name": page.title if page else draft.service_code,
        "case_name": draft.case_name,
        "agency_code": unit.code if unit else "",
        "agency_name": unit.name if unit else "",
        "form_version": draft.form_version,
        "payload": payload,
        "contact": {"email": email, "language": draft.language},
        "draft_digest": draft.secret_digest,
        "language": draft.language,
        "submitted_at": now,
    }
    return _with_reference(fields, applicant)


def _on_its_way(submission: Submission, draft: Draft) -> Submission:
    OutboxEntry.objects.create(
        submission=submission,
        kind=DeliveryKind.DOSSIER,
        # The relay writes the body from the submission, which never changes, so that the key fits;
        # its files are named, because papers that are asked for later will be the submission's too.
        payload={"attachments": _ids_of_files(submission)},
        next_attempt_at=submission.submitted_at,
    )
    if email := submission.contact["email"]:
        mail_reference(submission, to=email)
    draft.delete()
    log.info("application_submitted", service=draft.service_code)
    return submission


def _ids_of_files(submission: Submission) -> list[str]:
    files = submission.attachments.filter(state=AttachmentState.READY)
    in_order = files.order_by("position", "created_at", "pk")
    return [str(pk) for pk in in_order.values_list("pk", flat=True)]


def _with_reference(fields: dict[str, Any], applicant: Mapping[str, Any]) -> Submission:
    for _attempt in range(5):
        reference = new_reference()
        try:
            with transaction.atomic():
                return Submission.objects.create(
                    reference=reference, proofs=proofs_of(reference, applicant), **fields
                )
        except IntegrityError:
            if not Submission.objects.filter(reference=reference).exists():
                raise
    raise IntegrityError("no free reference")
