"""Drafts: begun, found by their secret, saved group by group so that two tabs do not fight."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from submissions.encryption import keyed_digest
from submissions.models import Attachment, Draft, FormVersion
from submissions.uploads import sealed_files

#: Files without a row are somebody's upload under way; after this they are nobody's.
ORPHANS_AFTER = timedelta(days=1)


def secret_digest(secret: str) -> str:
    """What is kept of a draft's secret."""
    return keyed_digest("draft", secret)


def begin(
    *, service_code: str, case_name: str, form_version: FormVersion, language: str
) -> tuple[Draft, str]:
    """A new draft and the secret that leads to it; the secret itself is kept nowhere here."""
    secret = secrets.token_urlsafe(24)
    draft = Draft.objects.create(
        secret_digest=secret_digest(secret),
        service_code=service_code,
        case_name=case_name,
        form_version=form_version,
        answers={},
        language=language,
    )
    return draft, secret


def find(secret: str) -> Draft | None:
    """The draft that ``secret`` leads to; None when there is none, or it was left for too long."""
    if not secret or len(secret) > 100:
        return None
    return (
        Draft.objects.select_related("form_version")
        .filter(secret_digest=secret_digest(secret), changed_at__gte=oldest_kept())
        .first()
    )


def oldest_kept() -> datetime:
    """Drafts that were last changed before this are gone."""
    return timezone.now() - timedelta(days=settings.DRAFT_DAYS)


def kept_until(draft: Draft) -> datetime:
    """When the draft goes, unless it is changed again."""
    return draft.changed_at + timedelta(days=settings.DRAFT_DAYS)


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving did. ``conflicts``: {question: what another tab saved}, not overwritten."""

    answers: dict[str, Any]
    conflicts: dict[str, Any]
    at: datetime


def save_answers(
    draft: Draft, given: Mapping[str, Any], *, seen: Mapping[str, str] | None = None
) -> Saved:
    """Merge the answers of one group into the draft.

    ``seen`` is :func:`marks` of the answers that the page showed. With it, an answer that this page
    did not change gives way to what another tab saved, and one that both changed is a conflict: the
    other tab's stays until it has been shown. Without it, ``given`` wins.
    """
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk)
        answers = dict(locked.answers or {})
        conflicts = {}
        for name, value in given.items():
            kept = answers.get(name)
            if seen is None or kept is None or _mark(kept) in (seen.get(name), _mark(value)):
                answers[name] = value
            elif _mark(value) != seen.get(name):
                conflicts[name] = kept
        locked.answers = {name: value for name, value in answers.items() if value is not None}
        locked.save(update_fields=["answers", "changed_at"])
    draft.answers, draft.changed_at = locked.answers, locked.changed_at
    return Saved(locked.answers, conflicts, locked.changed_at)


def marks(answers: Mapping[str, Any], names: list[str]) -> dict[str, str]:
    """{question: mark}: what a page carries to tell later which answers it had shown."""
    return {name: _mark(answers.get(name)) for name in names}


def _mark(value: Any) -> str:
    """Equal for equal answers; tells nothing of them to who reads the page's source later."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return keyed_digest("answer shown", text)[:12]


def delete(draft: Draft) -> None:
    """Forget a draft and its files."""
    keys = list(draft.attachments.values_list("pk", flat=True))
    draft.delete()
    for key in keys:
        transaction.on_commit(partial(sealed_files.remove, key))


def prune() -> int:
    """Delete drafts that were left for too long, and files that belong to nobody.

    :returns: how many drafts.
    """
    old = list(Draft.objects.filter(changed_at__lt=oldest_kept()).only("pk"))
    for draft in old:
        delete(draft)
    for key in sealed_files.keys_older_than(ORPHANS_AFTER):
        if not Attachment.objects.filter(pk=key).exists():
            sealed_files.remove(key)
    return len(old)
