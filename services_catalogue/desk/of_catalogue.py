"""What of the catalogue waits on a desk: approvals, reviews, dates, changed law, failed searches."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Revision, TaskState, WorkflowState

from services_catalogue.desk.dates import on_day
from services_catalogue.desk.places import edit_url
from services_catalogue.desk.sources import Matter, Source, Waiting, register
from services_catalogue.models import ReviewTask, ServicePage
from services_catalogue.units.scope import Scope

#: How long before its day something that ends, or a review, is told.
ENDS_SOON, OFFLINE_SOON, REVIEW_SOON = (timedelta(days=days) for days in (30, 14, 14))
#: More than this nobody reads; then the total says "at least".
_MOST = 1000


def approvals(user: Any, scope: Scope, most: int) -> Waiting:
    """Drafts of news, guidance and forms that wait for this person's yes or no.

    Services have deciders of their own, and matters of their own (services_catalogue.workflow).
    """
    service = ContentType.objects.get_for_model(ServicePage)
    states = TaskState.objects.reviewable_by(user).exclude(revision__content_type=service)
    finder = AdminURLFinder(user)
    rows = list(states.select_related("revision").order_by("started_at")[:_MOST])
    return Waiting(len(rows), [_approval(one, finder) for one in rows[:most]])


def _approval(state: TaskState, finder: AdminURLFinder) -> Matter:
    revision: Revision = state.revision
    return Matter(
        title=revision.object_str,
        url=finder.get_edit_url(revision.content_object) or "",
        detail=_("Gửi duyệt %(day)s") % {"day": on_day(state.started_at)},
        since=state.started_at,
    )


def returned(user: Any, scope: Scope, most: int) -> Waiting:
    """What else than services this person sent for approval and got back."""
    service = ContentType.objects.get_for_model(ServicePage)
    states = WorkflowState.objects.filter(
        requested_by=user,
        status=WorkflowState.STATUS_NEEDS_CHANGES,
        current_task_state__isnull=False,
    ).exclude(content_type=service)
    finder = AdminURLFinder(user)
    rows = list(states.select_related("current_task_state__revision").order_by("pk")[:_MOST])
    return Waiting(
        len(rows),
        [
            Matter(
                title=one.current_task_state.revision.object_str,
                url=finder.get_edit_url(one.content_object) or "",
                detail=one.current_task_state.comment[:200] or _("Người duyệt yêu cầu sửa"),
                since=one.current_task_state.finished_at,
            )
            for one in rows[:most]
        ],
    )


def review_tasks(user: Any, scope: Scope, most: int) -> Waiting:
    """Services that cite a document that has changed."""
    tasks = ReviewTask.objects.filter(state=ReviewTask.State.OPEN)
    if not scope.everything:
        tasks = tasks.filter(service__in=scope.services())
    today = timezone.localdate()
    return Waiting(
        tasks.count(),
        [
            Matter(
                title=one.service.title,
                url=str(reverse_lazy("review_task", args=[one.pk])),
                detail=_("%(law)s đã thay đổi") % {"law": one.written},
                since=one.opened_at,
                due=one.due_on,
                urgent=one.due_on < today,
                service_id=one.service_id,
            )
            for one in tasks.select_related("service").order_by("due_on", "pk")[:most]
        ],
    )


def ending(scope: Scope) -> QuerySet[ServicePage]:
    """Live services whose time is over or soon will be, and that no other service replaces."""
    ends = Q(effective_to__lte=timezone.localdate() + ENDS_SOON, superseded_by=None)
    return scope.services().filter(
        ends | Q(expire_at__lte=timezone.now() + OFFLINE_SOON), live=True
    )


def expiring(user: Any, scope: Scope, most: int) -> Waiting:
    """The same as matters."""
    found = ending(scope)
    rows = found.order_by("effective_to", "expire_at", "pk")
    return Waiting(found.count(), [_ends(one) for one in rows[:most]])


def _ends(page: ServicePage) -> Matter:
    today = timezone.localdate()
    day, part = page.effective_to, "effective_to"
    if day and (page.superseded_by_id is None) and day <= today + ENDS_SOON:
        over = day < today
        text = _("Hết hiệu lực từ %(day)s, trang vẫn hiện") if over else _("Hết hiệu lực %(day)s")
    else:
        day, part, over = timezone.localdate(page.expire_at), "", False
        text = _("Tự gỡ xuống %(day)s")
    return Matter(
        title=page.title,
        url=edit_url(page.pk, part),
        detail=text % {"day": on_day(day)},
        due=day,
        urgent=over,
        service_id=page.pk,
    )


def due_reviews(user: Any, scope: Scope, most: int) -> Waiting:
    """Live services whose day of review is near or past."""
    today = timezone.localdate()
    found = scope.services().filter(live=True, review_due_on__lte=today + REVIEW_SOON)
    return Waiting(
        found.count(),
        [
            Matter(
                title=one.title,
                url=edit_url(one.pk, "reviewed_on"),
                detail=_("Rà soát lần trước %(day)s") % {"day": on_day(one.reviewed_on)}
                if one.reviewed_on
                else _("Chưa rà soát lần nào"),
                due=one.review_due_on,
                urgent=bool(one.review_due_on and one.review_due_on < today),
                service_id=one.pk,
            )
            for one in found.order_by("review_due_on", "pk")[:most]
        ],
    )


def add() -> None:
    """Register these kinds; called when the app is ready."""
    from services_catalogue.desk.failed_searches import failed_searches

    words = gettext_lazy
    for source in (
        Source("approvals", words("Trang tin, hướng dẫn, biểu mẫu chờ bạn duyệt"), approvals, 100),
        Source("returned", words("Trang tin, hướng dẫn, biểu mẫu được trả lại"), returned, 110),
        Source("law", words("Văn bản đã thay đổi"), review_tasks, 200, _lazy("review_tasks"), True),
        Source("ending", words("Sắp hoặc đã hết hiệu lực"), expiring, 210, "", True),
        Source("reviews", words("Đến hạn rà soát"), due_reviews, 220, _lazy("review_dates"), True),
        Source(
            "searches",
            words("Người dân tìm không thấy"),
            failed_searches,
            400,
            _lazy("search_report"),
        ),
    ):
        register(source)


def _lazy(name: str) -> str:
    return reverse_lazy(name)  # type: ignore[return-value]
