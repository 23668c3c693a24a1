"""Tell followers of changes of a day to come, and of those that were called off."""

from __future__ import annotations

from hashlib import sha256

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone, translation
from wagtail.models import Revision

from home.models import Announcement, Subscription
from home.subscriptions.asking import end_token
from home.subscriptions.news import queue_announcement, queue_called_off
from services_catalogue.models import ComingVersion, PublishedService, ServiceVersion
from services_catalogue.versions.coming import coming
from services_catalogue.versions.history import Announced, announced, versions_of

#: Followers of whom one run takes care, and versions it looks at; the next minute takes the next.
LIMIT = 500
_KIND = Announcement.Kind


def tell_announcements(limit: int = LIMIT) -> int:
    """Note what is announced and what was called off, queue the mails; answers for how many."""
    _note_called_off(limit)
    _note_coming(limit)
    newest = _worth_telling().filter(code=OuterRef("code")).order_by("-pk")
    behind = (
        Subscription.objects.exclude(confirmed_at=None)
        .annotate(newest=Subquery(newest.values("pk")[:1]))
        .filter(newest__gt=F("announced"))
        .order_by("code", "pk")
    )
    return sum(_tell(row) for row in behind[:limit])


def _waiting() -> QuerySet[Revision]:
    return Revision.objects.filter(approved_go_live_at__gt=timezone.now())


def _worth_telling() -> QuerySet[Announcement]:
    """What is news and still true."""
    still = Q(kind=_KIND.OFF) | Q(revision__in=_waiting().values("pk"))
    return Announcement.objects.filter(still, silent=False, day__gte=timezone.localdate())


def _standing() -> QuerySet[Announcement]:
    """What was announced and not called off since."""
    ended = Announcement.objects.filter(kind=_KIND.OFF).values("after")
    return Announcement.objects.filter(kind=_KIND.COMING).exclude(pk__in=ended)


def _note_coming(limit: int) -> None:
    fresh = ComingVersion.objects.filter(revision__in=_waiting().values("pk"))
    fresh = fresh.exclude(pk__in=_standing().values("revision"))
    for code in fresh.order_by("code").values_list("code", flat=True).distinct()[:limit]:
        for row in _announced(code):
            _note(code, row)


def _announced(code: str) -> list[Announced]:
    """What waits for its day, in one language, so that a mark says what differs and nothing else."""
    with translation.override("vi"):
        return announced(versions_of(code).first(), coming(code))


def _note(code: str, row: Announced) -> None:
    version = row.version
    mine = Announcement.objects.filter(revision=version.pk).order_by("pk").last()
    if mine is not None and mine.kind == _KIND.COMING:
        return
    at = version.revision.approved_go_live_at
    day = row.day or timezone.localdate(at)
    said = "\n".join([day.isoformat(), *(one.as_line() for one in row.changes)])
    mark = sha256(said.encode()).hexdigest()
    last = Announcement.objects.filter(code=code, day=day, silent=False).order_by("pk").last()
    # Called off and announced again is news again.
    repeated = last is not None and last.kind == _KIND.COMING and last.mark == mark
    Announcement.objects.get_or_create(
        revision=version.pk,
        after=mine.pk if mine else 0,
        defaults={
            "code": code,
            "title": version.title,
            "day": day,
            "at": at,
            "mark": mark,
            "silent": repeated or not row.changes,
        },
    )


def _note_called_off(limit: int) -> None:
    """What was announced, waits no more and was not published: told, unless another takes its day."""
    over = _standing().filter(at__gt=timezone.now()).exclude(revision__in=_waiting().values("pk"))
    for row in over.order_by("pk")[:limit]:
        others = {one.day for one in _announced(row.code) if one.changes}
        shown = ServiceVersion.objects.filter(revision=row.revision).exists()
        gone = not PublishedService.objects.filter(code=row.code, public=True).exists()
        Announcement.objects.get_or_create(
            revision=row.revision,
            after=row.pk,
            defaults={
                "kind": _KIND.OFF,
                "code": row.code,
                "title": row.title,
                "day": row.day,
                "at": row.at,
                "mark": row.mark,
                # Of a service that was taken down that is told, which is enough.
                "silent": shown or gone or row.day in others or _was_silent(row),
            },
        )


def _was_silent(row: Announcement) -> bool:
    same = Announcement.objects.filter(code=row.code, mark=row.mark, kind=_KIND.COMING)
    return not same.filter(silent=False).exists()


def _tell(row: Subscription) -> bool:
    late = list(_worth_telling().filter(code=row.code, pk__gt=row.announced).order_by("pk"))
    if not late:
        return False
    coming_now = {one.version.pk: one for one in announced_to(row)}
    with transaction.atomic():
        mine = Subscription.objects.filter(pk=row.pk, announced=row.announced).update(
            announced=late[-1].pk
        )
        for one in late if mine else []:
            if one.kind == _KIND.OFF:
                if _heard(row, one):
                    queue_called_off(row, one, end_token(row))
            elif one.revision in coming_now:
                queue_announcement(row, one, coming_now[one.revision], end_token(row))
    return bool(mine)


def announced_to(row: Subscription) -> list[Announced]:
    """What waits for its day, told in the follower's language."""
    with translation.override(row.language):
        return announced(versions_of(row.code).first(), coming(row.code))


def _heard(row: Subscription, off: Announcement) -> bool:
    """Whether the follower was told that it would come."""
    told = Announcement.objects.filter(
        kind=_KIND.COMING, code=off.code, mark=off.mark, silent=False, pk__lte=row.announced
    )
    return told.exists()
