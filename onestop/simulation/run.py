"""Making the dossiers of a span of days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random

from django.db.models import Prefetch

from onestop.counting import days_column
from onestop.models import Agency, SerialCounter, Service
from onestop.receiving import dossier_code
from onestop.simulation import storing
from onestop.simulation.arrivals import day_weights, second_of_day, shares
from onestop.simulation.clock import local, local_day, of
from onestop.simulation.lives import Life, Lives
from onestop.simulation.people import applicant
from onestop.simulation.rows import Rows
from onestop.vocabulary import Channel
from onestop.working_days import WorkingDays, vietnam_day, working_days

#: Dossiers a transaction, and days whose figures are kept in memory before they are written.
BATCH, DAYS_OF_FIGURES = 20_000, 60


class Province:
    """Who gets which dossiers, drawn once from the seed. ``late``: share of late results by agency."""

    def __init__(self, random: Random) -> None:
        agencies = Prefetch("agencies", Agency.objects.filter(is_active=True).order_by("code"))
        found = Service.objects.filter(is_open=True).order_by("code").prefetch_related(agencies)
        self.services = [service for service in found if service.agencies.all()]
        if not self.services:
            raise LookupError("no service has an agency: run prepare_onestop with a catalogue")
        self.weights = list(accumulate(max(1, s.dossiers_a_year) for s in self.services))
        codes = sorted({a.code for s in self.services for a in s.agencies.all()})
        self.late = {code: 0.01 + 0.09 * random.random() ** 2 for code in codes}
        size = {code: 0.3 + random.random() for code in codes}
        self._agencies = {s.pk: list(s.agencies.all()) for s in self.services}
        self._sizes = {
            pk: list(accumulate(size[a.code] for a in agencies))
            for pk, agencies in self._agencies.items()
        }

    def draw(self, random: Random) -> tuple[Service, Agency]:
        """One service by how often it is asked for, and one of its agencies by size."""
        place = bisect_right(self.weights, random.random() * self.weights[-1])
        service = self.services[place]
        sizes = self._sizes[service.pk]
        agency = self._agencies[service.pk][bisect_right(sizes, random.random() * sizes[-1])]
        return service, agency


def simulate(
    *, dossiers: int, now: datetime, days: int, seed: int, progress: Callable[[int], None]
) -> int:
    """Make ``dossiers`` over the ``days`` up to ``now``. The same seed makes the same; answers how many."""
    random = Random(seed)  # noqa: S311 - not for secrets
    calendar = working_days()
    province, lives = Province(random), Lives(calendar, random, of(now))
    last = vietnam_day(now)
    first = last - timedelta(days - 1)
    weights = day_weights(first, last, calendar)
    counts = shares(dossiers, [weight for _day, weight in weights])
    batch, serials, made = storing.begin(), _serials(first), 0
    for number, ((day, _weight), count) in enumerate(zip(weights, counts, strict=True), start=1):
        for moment in _moments(random, day, count, calendar, of(now)):
            _one(batch, province, lives, random, calendar, serials, day, moment)
            made += 1
            if len(batch.dossiers) >= BATCH:
                storing.store(batch)
                progress(made)
        if number % DAYS_OF_FIGURES == 0:  # nothing happens before the day of receipt
            storing.store_figures(batch, before=day.toordinal())
    storing.store(batch)
    storing.store_figures(batch, before=date.max.toordinal())
    storing.store_serials(serials)
    storing.finish()
    progress(made)
    return made


def _moments(random: Random, day: date, count: int, calendar: WorkingDays, now: int) -> list[int]:
    worked, ordinal = calendar.is_worked(day), day.toordinal()
    moments = (local(ordinal, second_of_day(random, worked)) for _ in range(count))
    # Today is not over yet.
    return sorted(min(moment, now - 60) for moment in moments)


def _serials(first: date) -> dict[tuple[str, date], int]:
    known = SerialCounter.objects.filter(day__gte=first)
    return {(counter.agency_code, counter.day): counter.last for counter in known}


def _one(
    batch: Rows,
    province: Province,
    lives: Lives,
    random: Random,
    calendar: WorkingDays,
    serials: dict[tuple[str, date], int],
    day: date,
    moment: int,
) -> None:
    service, agency = province.draw(random)
    life = lives.live(service, moment, province.late[agency.code])
    number = serials[agency.code, day] = serials.get((agency.code, day), 0) + 1
    batch.add(
        life,
        code=dossier_code(agency.code, day, number),
        service=service,
        agency=agency,
        channel=_channel(random),
        person=applicant(random),
        column_of_days=_days(life, calendar),
        punctuality=_punctuality(life),
    )


def _channel(random: Random) -> int:
    draw = random.random()
    if draw < 0.74:
        return Channel.ONLINE.value
    return Channel.COUNTER.value if draw < 0.95 else Channel.POST.value


def _days(life: Life, calendar: WorkingDays) -> str:
    if not life.finished:
        return ""
    start, end = (date.fromordinal(local_day(at)) for at in (life.received, life.finished))
    return days_column(calendar.between(start, end) - life.paused_days)


def _punctuality(life: Life) -> str:
    if not life.finished or life.due is None:
        return "on_time"
    if life.finished > life.due:
        return "late"
    return "early" if local_day(life.finished) < local_day(life.due) else "on_time"
