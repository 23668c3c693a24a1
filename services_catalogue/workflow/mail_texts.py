"""What the mails of the workflow say, plain and as HTML, in the language of who reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder

from core.addresses import absolute
from services_catalogue.models import (
    LegalInvitation,
    ServicePage,
    WorkflowMail,
    WorkflowMailKind,
)
from services_catalogue.workflow import legal_links
from services_catalogue.workflow.causes import cause_in_words, cause_shown
from services_catalogue.workflow.mail_subjects import subject_of

_FOLDER = "services_catalogue/mails"


@dataclass(frozen=True, slots=True)
class Text:
    """A mail, ready to go."""

    to: str
    subject: str
    plain: str
    html: str


def of(mails: Sequence[WorkflowMail]) -> Text:
    """The mail that tells ``mails``, all of one receiver and one kind."""
    first = mails[0]
    if first.invitation is not None:
        return _to_expert(first, first.invitation)
    return _to_colleague(mails, first.user)


def _to_expert(mail: WorkflowMail, invitation: LegalInvitation) -> Text:
    expert = invitation.expert
    with translation.override(settings.LANGUAGE_CODE):
        title = invitation.revision.object_str
        subject = {
            WorkflowMailKind.SOON: _("Sắp đến hạn kiểm tra pháp lý: %(title)s"),
            WorkflowMailKind.OVERDUE: _("Đã quá hạn kiểm tra pháp lý: %(title)s"),
        }.get(WorkflowMailKind(mail.kind), _("Nhờ bạn kiểm tra pháp lý: %(title)s")) % {
            "title": title
        }
        context = {
            "subject": subject,
            "kind": mail.kind,
            "expert": expert,
            "asked_by": _name(expert.request.asked_by),
            "question": expert.request.question,
            "title": title,
            "due_on": getattr(getattr(mail.task_state, "workflow_due", None), "due_on", None),
            "expires_on": invitation.expires_on,
            "link": legal_links.address_of(invitation),
        }
        return _rendered("legal_check", expert.email, subject, context)


def _to_colleague(mails: Sequence[WorkflowMail], user: Any) -> Text:
    kind = WorkflowMailKind(mails[0].kind)
    profile = getattr(user, "wagtail_userprofile", None)
    language = profile.get_preferred_language() if profile else settings.LANGUAGE_CODE
    with translation.override(language):
        finder = AdminURLFinder(user)
        matters = [_matter(mail, finder) for mail in mails]
        subject = subject_of(kind, matters)
        context = {"subject": subject, "kind": kind, "matters": matters}
        return _rendered("waiting", user.email, subject, context)


def _matter(mail: WorkflowMail, finder: AdminURLFinder) -> dict[str, Any]:
    step = mail.task_state
    content = step.workflow_state.content_object
    cause = cause_shown(step.revision)
    over = mail.kind in (WorkflowMailKind.APPROVED, WorkflowMailKind.REJECTED)
    shown_at = step.revision.approved_go_live_at
    return {
        "title": step.revision.object_str,
        "service": isinstance(getattr(content, "specific", content), ServicePage),
        "step": step.task.name,
        "asked_by": "" if over else _name(step.workflow_state.requested_by),
        "decided_by": _name(step.finished_by) if over else "",
        "comment": step.comment if over else "",
        "shown_from": localdate(shown_at) if over and shown_at else None,
        "cause": cause_in_words(cause) if cause else "",
        "due_on": None if over else getattr(getattr(step, "workflow_due", None), "due_on", None),
        "link": absolute(finder.get_edit_url(content) or reverse("wagtailadmin_home")),
    }


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def _rendered(name: str, to: str, subject: str, context: dict[str, Any]) -> Text:
    context["portal_url"] = settings.PUBLIC_URL
    return Text(
        to,
        subject,
        render_to_string(f"{_FOLDER}/{name}.txt", context),
        render_to_string(f"{_FOLDER}/{name}.html", context),
    )
