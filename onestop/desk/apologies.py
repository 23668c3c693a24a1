"""Letters of apology that nobody has to remember: one working day before a result is late.

Rule: who cannot give the result in time says so, with the reason and a new date, at the latest one day
before it is due, and reschedules once at the most (NĐ 118/2025/NĐ-CP; Mẫu 04 of TT 03/2025/TT-VPCP).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from onestop import moves
from onestop.desk import writing
from onestop.desk.showing import SYSTEM, rescheduled
from onestop.models import Agency, Dossier
from onestop.recording import locked
from onestop.vocabulary import DossierStatus
from onestop.working_days import CLOSING, VIETNAM, WorkingDays, vietnam_day, working_days

#: Statuses in which the clock runs against the agency.
RUNNING = [int(status) for status in DossierStatus if status.open_for_officers]
REASON = "Việc giải quyết hồ sơ cần thêm thời gian so với dự kiến."


def promised_until(now: datetime, calendar: WorkingDays) -> datetime:
    """Dossiers due by this moment are apologised for at ``now``.

    From the hour of apologies on that is the end of the next working day, so that the letter comes one
    day before the result is late; earlier in the day and on days off, only what is late already.
    """
    today = vietnam_day(now)
    hour = time(settings.ONESTOP_APOLOGY_HOUR)
    if calendar.is_worked(today) and now.astimezone(VIETNAM).time() >= hour:
        return datetime.combine(calendar.after(today, 1), time.max, VIETNAM)
    return now


def due_for_apology(agency: Agency, now: datetime, calendar: WorkingDays) -> QuerySet[Dossier]:
    """Open dossiers of ``agency`` that are going to be late, or are, and were not yet rescheduled.

    A dossier whose whole term lies between two closing hours gets none before it is late: at its
    receipt nobody can know.
    """
    last = promised_until(now, calendar)
    start_of_today = datetime.combine(vietnam_day(now), time.min, VIETNAM)
    late = Dossier.objects.filter(due_at__lt=now)
    in_time = Dossier.objects.filter(due_at__lte=last, received_at__lt=start_of_today)
    return (late | in_time).filter(
        agency=agency, status__in=RUNNING, extended_at=None, due_at__isnull=False
    )


def new_due(due_at: datetime, now: datetime, calendar: WorkingDays) -> datetime:
    """The new date: so many working days after the old one, or after today if that has passed."""
    today = datetime.combine(calendar.on_or_after(vietnam_day(now)), CLOSING, VIETNAM)
    return calendar.moved(max(due_at, today), settings.ONESTOP_APOLOGY_DAYS)


@transaction.atomic
def apologise(dossier: Dossier, now: datetime, calendar: WorkingDays) -> bool:
    """Reschedule ``dossier`` and keep its letter. False when it was finished or rescheduled meanwhile."""
    dossier = locked(dossier, None)
    before = dossier.due_at
    if dossier.status not in RUNNING or dossier.extended_at is not None or before is None:
        return False
    after = new_due(before, now, calendar)
    dossier = moves.extend(
        dossier=dossier, actor=SYSTEM, reason=rescheduled(REASON, after), due_at=after, at=now
    )
    letter = writing.apology(dossier, at=now, reason=REASON, due_at=before, new_due_at=after)
    writing.send(dossier, letter)
    return True


def send_apologies(now: datetime) -> Iterator[Dossier | Exception | None]:
    """Apologise for every dossier that is due for it, each in a transaction of its own.

    Yields, one a dossier: the dossier, None when it no longer needed it, or the error. What failed is
    tried again the next time; what was sent is never sent again.
    """
    calendar = working_days()
    for agency in Agency.objects.filter(is_active=True):
        for pk in list(due_for_apology(agency, now, calendar).values_list("pk", flat=True)):
            dossier = Dossier(pk=pk)
            try:
                yield dossier if apologise(dossier, now, calendar) else None
            except Exception as error:  # one bad dossier must not cost the others their letter
                yield error


def how_many(now: datetime) -> int:
    """How many dossiers :func:`send_apologies` is about to look at."""
    calendar = working_days()
    agencies = Agency.objects.filter(is_active=True)
    return sum(due_for_apology(agency, now, calendar).count() for agency in agencies)


__all__ = [
    "apologise",
    "due_for_apology",
    "how_many",
    "new_due",
    "promised_until",
    "send_apologies",
]
