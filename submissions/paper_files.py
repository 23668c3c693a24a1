"""Papers of a draft: added, taken away, and made ready for the officers when it is handed in."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from submissions.adding_files import drop_file, keep_file
from submissions.models import Attachment, Draft, Submission
from submissions.uploads import sealed_files
from submissions.uploads.joining import join_photos
from submissions.uploads.receiving import Received
from submissions.vocabulary import ScanState

if TYPE_CHECKING:
    from submissions.forms.compiled import CompiledForm


def add_file(draft: Draft, role: str, received: Received) -> Attachment:
    """Keep a file for a paper of the draft, which counts as a change of it.

    :raises Refused: too_many or too_much.
    """
    return keep_file(
        role, received, lock=partial(_locked, draft), tie=lambda locked: {"draft": _changed(locked)}
    )


def remove_file(draft: Draft, key: Any) -> None:
    """Take a file away again; quietly when it is gone already (a second click)."""
    with transaction.atomic():
        locked = _locked(draft)
        if drop_file(locked, key):
            _changed(locked)


def _locked(draft: Draft) -> Draft:
    return Draft.objects.select_for_update().get(pk=draft.pk)


def _changed(draft: Draft) -> Draft:
    draft.save(update_fields=["changed_at"])
    return draft


def missing_papers(
    form: CompiledForm, answers: Mapping[str, Any], there: Container[str]
) -> dict[str, str]:
    """{question name: what to do} for each required paper that is not ``there`` (names)."""
    return {
        question.name: _("Thêm ảnh hoặc tệp của giấy tờ “%(paper)s”.") % {"paper": question.label}
        for question in form.file_questions(answers)
        if question.required and role_of(question) not in there
    }


def role_of(question: Any) -> str:
    """What an attachment is called that answers ``question``: the paper's name in the catalogue."""
    return str(getattr(question, "role", "") or question.label)[:1200]


def roles_of(form: CompiledForm, draft: Draft) -> list[str]:
    """The papers that the form asks for, given the draft's answers."""
    return [role_of(question) for question in form.file_questions(draft.answers or {})]


def joined_papers(draft: Draft, roles: list[str]) -> list[tuple[Attachment, list[Attachment]]]:
    """[(unsaved PDF, its photos)] for each paper of several photos, the PDF's file kept already."""
    photos: dict[str, list[Attachment]] = {}
    for one in draft.attachments.filter(role__in=roles).order_by("position", "created_at"):
        if one.content_type == "image/jpeg":
            photos.setdefault(one.role, []).append(one)
    return [(_joined(role, parts), parts) for role, parts in photos.items() if len(parts) > 1]


def _joined(role: str, parts: list[Attachment]) -> Attachment:
    content = join_photos([sealed_files.read(one.pk) for one in parts])
    name = f"{role[:80].strip(' .') or 'giay-to'}.pdf"
    received = Received(name, "application/pdf", content, "", len(parts), ScanState.OFF)
    attachment = Attachment(
        role=role,
        position=parts[0].position,
        filename=name,
        content_type=received.content_type,
        size=len(content),
        sha256=received.sha256,
        pages=len(parts),
        # Worst of all: one photo that nobody scanned leaves the whole unscanned.
        scan=next((one.scan for one in parts if one.scan != ScanState.CLEAN), ScanState.CLEAN),
    )
    sealed_files.keep(attachment.pk, content)
    return attachment


def hand_over(
    draft: Draft,
    submission: Submission,
    joined: list[tuple[Attachment, list[Attachment]]],
    roles: list[str],
) -> None:
    """Give the draft's files to the submission, joined photos in place of single ones.

    Files of papers that are not asked for any more (another case, another answer) are deleted.
    """
    for attachment, _parts in joined:
        attachment.submission = submission
        attachment.save(force_insert=True)
    single = {one.pk for _attachment, parts in joined for one in parts}
    for one in draft.attachments.all():
        if one.pk in single or one.role not in roles:
            # Before the deletion, which empties the key.
            transaction.on_commit(partial(sealed_files.remove, one.pk))
            one.delete()
    draft.attachments.update(draft=None, submission=submission)
    _put_in_order(submission, roles)


def _put_in_order(submission: Submission, roles: list[str]) -> None:
    """Number the files as the form asks for their papers: so officers and receipts list them."""
    files = sorted(submission.attachments.all(), key=lambda one: roles.index(one.role))
    moved = [(place, one) for place, one in enumerate(files) if one.position != place]
    for place, one in moved:
        one.position = place
    Attachment.objects.bulk_update([one for _place, one in moved], ["position"])


def by_role(attachments: Iterable[Attachment]) -> dict[str, list[Attachment]]:
    """Files by paper, in order."""
    found: dict[str, list[Attachment]] = {}
    for one in attachments:
        found.setdefault(one.role, []).append(one)
    return found
