"""Pages that did not help, on the desk of those who keep them, until they are mended or looked at."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page
from wagtail.signals import page_published

from home.models import FeedbackRead, PageFeedback
from services_catalogue.desk.places import edit_url
from services_catalogue.desk.sources import Matter, Source, Waiting, register
from services_catalogue.models import ServicePage
from services_catalogue.telling_changes import really_changed
from services_catalogue.units.scope import Scope

#: Answers older than this no longer wait for anybody.
DAYS = 90


def pages_in(scope: Scope) -> QuerySet[Page]:
    """Pages whose answers a person may read: all for the province, else services of their units."""
    pages = Page.objects.all()
    return pages if scope.everything else pages.filter(pk__in=scope.services().values("pk"))


def unread(scope: Scope) -> QuerySet[Page]:
    """Live pages with answers "no" that came after the page was last mended or looked at."""
    since = timezone.localdate() - timedelta(days=DAYS)
    new = Q(
        feedback__helpful=False,
        feedback__day__gt=since,
        feedback__pk__gt=Coalesce(F("feedback_read__up_to"), 0),
    )
    return (
        pages_in(scope)
        .filter(live=True)
        .annotate(no=Count("feedback", filter=new), last_no=Max("feedback__pk", filter=new))
        .filter(no__gt=0)
    )


def not_helpful(user: Any, scope: Scope, most: int) -> Waiting:
    """The pages that failed most people first."""
    pages = unread(scope)
    rows = list(pages.order_by("-no", "-last_no")[:most])
    reasons = _reasons([row.pk for row in rows])
    return Waiting(pages.count(), [_matter(row, reasons.get(row.pk, "")) for row in rows])


def _reasons(pages: list[int]) -> dict[int, str]:
    """The reason given most for each page, among all its answers."""
    given = (
        PageFeedback.objects.filter(page__in=pages, helpful=False)
        .exclude(reason="")
        .order_by()
        .values("page", "reason")
        .annotate(times=Count("pk"))
        .order_by("times")
    )
    return {row["page"]: str(PageFeedback.Reason(row["reason"]).label) for row in given}


def _matter(page: Any, reason: str) -> Matter:
    told = ngettext("%(count)s người nói không có ích", "%(count)s người nói không có ích", page.no)
    detail = told % {"count": page.no}
    return Matter(
        title=page.title,
        url=edit_url(page.pk),
        detail=f"{detail}: {reason}" if reason else detail,
        service_id=page.pk if page.cached_content_type.model == "servicepage" else None,
    )


def mark_read(page_id: int, user: Any = None) -> None:
    """What was answered so far has been heard."""
    newest = PageFeedback.objects.filter(page=page_id).aggregate(newest=Max("pk"))["newest"]
    if newest:
        FeedbackRead.objects.update_or_create(
            page_id=page_id, defaults={"up_to": newest, "by": user, "at": timezone.now()}
        )


def _published(sender: type, instance: Page, **_kwargs: Any) -> None:
    # A service that is only handed to another unit, or dated anew, answers nobody.
    just_now = timezone.now() - timedelta(minutes=1)
    if not isinstance(instance, ServicePage) or really_changed(instance.code, just_now):
        mark_read(instance.pk)


def add() -> None:
    """Register the kind, and take a publication for an answer; called when the app is ready."""
    page_published.connect(_published, dispatch_uid="feedback-heard")
    register(
        Source(
            "feedback",
            gettext_lazy("Người dân nói chưa có ích"),
            not_helpful,
            410,
            reverse_lazy("feedback_report"),  # type: ignore[arg-type]
            for_contacts=True,
        )
    )
