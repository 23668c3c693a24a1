"""A revision made in bulk on the road of every change: to those who decide, or published where one may."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Revision

from services_catalogue.bulk.chunks import NotDone
from services_catalogue.models import RowState, ServiceCheck, ServicePage
from services_catalogue.workflow.causes import LegalCause
from services_catalogue.workflow.submitting import NothingDecides, NotTheLatest, submit_change


def send_on(
    page: ServicePage,
    revision: Revision,
    *,
    user: Any,
    cause: LegalCause | None = None,
    publish: bool = False,
) -> str:
    """Publish ``revision``, the latest of ``page``, or hand it to those who decide.

    Answers what the editor should know of it. What the preflight stops is not published: it goes to
    those who decide, as a draft of anybody does. Raises :class:`NotDone`.
    """
    note = ""
    if publish:
        if not blocked(revision):
            revision.publish(user=user)
            return ""
        note = _("Chưa xuất bản: còn lỗi phải sửa trước khi xuất bản. Đã gửi duyệt.")
    try:
        submit_change(page, revision, user=user, cause=cause)
    except NothingDecides:
        return _("Chưa có luồng duyệt; đã lưu bản nháp.")
    except NotTheLatest as error:
        raise NotDone(_("Trang vừa có người khác sửa."), RowState.CONFLICT) from error
    return note


def keep_on_the_road(page: ServicePage, revision: Revision, *, user: Any) -> None:
    """Where ``page`` waits for a decision already, let it be on ``revision``, its latest."""
    if ServicePage.objects.get(pk=page.pk).workflow_in_progress:
        submit_change(page, revision, user=user)


def blocked(revision: Revision) -> bool:
    """Whether the preflight, which looked at ``revision`` when it was saved, forbids to publish it."""
    return ServiceCheck.objects.filter(revision=revision, blocking__gt=0).exists()
