"""Sends the mails of the workflow: what is true when its turn comes, one mail for one person.

A row is claimed by moving its next attempt ahead, so that two clocks do not send it together. One
that is killed between sending and writing it down sends it again: better twice than never.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

import structlog
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from services_catalogue.models import WorkflowMail, WorkflowMailKind
from services_catalogue.workflow import legal_links, mail_texts, notifying

log = structlog.get_logger(__name__)

HOLD = timedelta(minutes=5)
#: About two days in all; then the mail is given up, and the log and its row say so.
MOST_ATTEMPTS = 12
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=2), timedelta(hours=6)

#: Kinds that tell how it ended → the state in which that is still so.
_OUTCOMES: dict[str, str] = {
    WorkflowMailKind.APPROVED: WorkflowState.STATUS_APPROVED,
    WorkflowMailKind.REJECTED: WorkflowState.STATUS_NEEDS_CHANGES,
}


def send_due(limit: int = 500) -> int:
    """Send what is due; answers how many mails went out."""
    sent = 0
    rows = sorted(_claimed(limit), key=lambda row: (row.user_id or 0, row.kind, row.pk))
    for (user, _kind), group in groupby(rows, key=lambda row: (row.user_id, row.kind)):
        mails = list(group)
        for together in [mails] if user else [[mail] for mail in mails]:
            sent += _send(together)
    return sent


def _claimed(limit: int) -> list[WorkflowMail]:
    now = timezone.now()
    waiting = WorkflowMail.objects.filter(done_at=None, next_attempt_at__lte=now)
    mine = []
    for pk, scheduled in waiting.order_by("pk").values_list("pk", "next_attempt_at")[:limit]:
        if WorkflowMail.objects.filter(pk=pk, done_at=None, next_attempt_at=scheduled).update(
            next_attempt_at=now + HOLD
        ):
            mine.append(pk)
    return list(
        WorkflowMail.objects.filter(pk__in=mine).select_related(
            "user__wagtail_userprofile",
            "invitation__expert__request__asked_by",
            "invitation__revision",
            "invitation__task_state",
            "task_state__workflow_state__requested_by",
            "task_state__task",
            "task_state__workflow_due",
            "task_state__finished_by",
            "task_state__revision",
        )
    )


def _send(mails: Sequence[WorkflowMail]) -> int:
    """One mail for ``mails`` of one receiver and kind; 0 when there is nothing to tell any more."""
    still = [mail for mail in mails if _is_true(mail)]
    _done([mail for mail in mails if mail not in still])
    if not still:
        return 0
    try:
        text = mail_texts.of(still)
        message = EmailMultiAlternatives(
            subject=" ".join(text.subject.split()),
            body=text.plain,
            to=[text.to],
            headers={"Auto-Submitted": "auto-generated"},
            connection=get_connection(),
        )
        message.attach_alternative(text.html, "text/html")
        message.send()
    except Exception as error:  # whatever the mail server does, the next mail must still go
        _postpone(still, error)
        return 0
    _done(still)
    return 1


def _is_true(mail: WorkflowMail) -> bool:
    """Whether it still waits: nobody is told of what was done meanwhile."""
    if mail.invitation is not None:
        return legal_links.state_of(mail.invitation) is legal_links.LinkState.OPEN
    step, user = mail.task_state, mail.user
    if user is None or not user.is_active or not user.email:
        return False
    if mail.kind not in _OUTCOMES:
        return step.status == TaskState.STATUS_IN_PROGRESS
    state = step.workflow_state
    # What was sent again meanwhile needs no mail that it came back.
    if mail.kind == WorkflowMailKind.REJECTED and state.current_task_state_id != step.pk:
        return False
    return state.status == _OUTCOMES[mail.kind] and notifying.may_see(user, state.content_object)


def _done(mails: Sequence[WorkflowMail], failure: str = "") -> None:
    WorkflowMail.objects.filter(pk__in=[mail.pk for mail in mails]).update(
        done_at=timezone.now(), failure=failure
    )


def _postpone(mails: Sequence[WorkflowMail], error: Exception) -> None:
    """Kind of the error only: mail servers quote addresses."""
    reason = f"{type(error).__name__} {getattr(error, 'smtp_code', '')}".strip()
    attempts = max(mail.attempts for mail in mails) + 1
    ids = [mail.pk for mail in mails]
    if attempts >= MOST_ATTEMPTS:
        log.error("workflow_mail_given_up", mails=ids, reason=reason)
        _done(mails, failure=reason)
        return
    wait = min(_FIRST_WAIT * 2 ** (attempts - 1), _LONGEST_WAIT)
    WorkflowMail.objects.filter(pk__in=ids).update(
        attempts=attempts, next_attempt_at=timezone.now() + wait, failure=reason
    )
    log.warning("workflow_mail_postponed", mails=ids, reason=reason, attempts=attempts)
