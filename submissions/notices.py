"""Mails in waiting: written in the transaction of their cause, sent by the relay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from submissions.models import Draft, Notice, Submission
from submissions.vocabulary import NoticeKind


def queue_mail(
    *,
    kind: NoticeKind,
    cause: str,
    to: Sequence[str],
    subject: str,
    text: str,
    html: str = "",
    headers: Mapping[str, str] | None = None,
    submission: Submission | None = None,
    draft: Draft | None = None,
) -> Notice | None:
    """Keep one mail for sending; None when the same ``cause`` has one already or nobody to go to.

    ``cause`` holds no personal data (``status:17:4``). What the mail says is sealed until it has been
    sent, then forgotten.
    """
    receivers = [address for address in to if address]
    if not receivers:
        return None
    content: dict[str, Any] = {"to": receivers, "subject": " ".join(subject.split())}
    content |= {"text": text, "html": html, "headers": dict(headers or {})}
    notice, made = Notice.objects.get_or_create(
        cause=cause,
        defaults={"kind": kind, "payload": content, "submission": submission, "draft": draft},
    )
    return notice if made else None
