"""The life of one dossier: what happens to it, when, up to now."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from onestop.models import Service
from onestop.simulation.clock import local, local_day, of, to_datetime
from onestop.vocabulary import DossierStatus, EventKind
from onestop.working_days import WorkingDays, vietnam_day


class S:
    """The statuses as plain numbers: members of an enum are slow to hash and to write."""

    DENIED = DossierStatus.DENIED.value
    ACCEPTED = DossierStatus.ACCEPTED.value
    PROCESSING = DossierStatus.PROCESSING.value
    WAITING_PAPERS = DossierStatus.WAITING_PAPERS.value
    WAITING_PAYMENT = DossierStatus.WAITING_PAYMENT.value
    WITHDRAWN = DossierStatus.WITHDRAWN.value
    STOPPED = DossierStatus.STOPPED.value
    FINISHED = DossierStatus.FINISHED.value
    RETURNED = DossierStatus.RETURNED.value


class K:
    """The kinds of events as plain texts."""

    RECEIVED = EventKind.RECEIVED.value
    ACCEPTED = EventKind.ACCEPTED.value
    DENIED = EventKind.DENIED.value
    STARTED = EventKind.STARTED.value
    PAPERS_ASKED = EventKind.PAPERS_ASKED.value
    PAYMENT_ASKED = EventKind.PAYMENT_ASKED.value
    SUPPLEMENTED = EventKind.SUPPLEMENTED.value
    PAID = EventKind.PAID.value
    WITHDRAWN = EventKind.WITHDRAWN.value
    STOPPED = EventKind.STOPPED.value
    FINISHED = EventKind.FINISHED.value
    RETURNED = EventKind.RETURNED.value


#: Where a dossier has no term of its own in numbers.
_USUAL_TERM = 3
NO_NOTE = ""


@dataclass(slots=True)
class Step:
    """One event: ``note`` as applicants read it, ``asks`` for papers or payment."""

    kind: str
    status: int
    at: int
    note: str = NO_NOTE


@dataclass(slots=True)
class Life:
    """All steps up to now, and what follows from them. Moments as in ``clock``."""

    steps: list[Step]
    received: int
    due: int | None
    paused_days: int
    finished: int | None


class Lives:
    """Draws lives. ``lateness``: an agency's share of late results, by the place of the agency."""

    def __init__(self, calendar: WorkingDays, random: Random, now: int) -> None:
        self.calendar, self.random, self.now = calendar, random, now
        self._terms: dict[tuple[int, int], tuple[int | None, int]] = {}

    def term(self, service: Service, received: int) -> tuple[int | None, int]:
        """(when the term ends, its working days); the same all day but for terms in hours."""
        day = local_day(received)
        hours = service.term_unit == "hour"
        key = (service.pk, day)
        known = None if hours else self._terms.get(key)
        if known is None:
            due = self.calendar.due(to_datetime(received), service.term_value, service.term_unit)
            length = _USUAL_TERM
            if due is not None:
                received_day = vietnam_day(to_datetime(received))
                length = self.calendar.between(received_day, vietnam_day(due))
            if len(self._terms) > 100_000:
                self._terms.clear()
            known = self._terms[key] = (of(due) if due else None, length)
        return known

    def live(self, service: Service, received: int, late: float) -> Life:
        """One life of a dossier of ``service`` that came in at ``received``."""
        due, length = self.term(service, received)
        life = Life([Step(K.RECEIVED, 1, received)], received, due, 0, None)
        draw = self.random.random()
        day = local_day(received)
        accepted = self._soon(received)
        if draw < 0.025:
            self._add(
                life, K.DENIED, S.DENIED, accepted, "Hồ sơ không thuộc thẩm quyền giải quyết."
            )
            return life
        if draw < 0.03:
            self._add(life, K.WITHDRAWN, S.WITHDRAWN, accepted, "")
            return life
        if not self._add(life, K.ACCEPTED, S.ACCEPTED, accepted):
            return life
        started = accepted + 600 + int(self.random.random() * 3600)
        if not self._add(life, K.STARTED, S.PROCESSING, started):
            return life
        needed = self._needed(length, late)
        if 0.03 <= draw < 0.19 and needed > 1:
            asks = 1 + int(self.random.random() * (needed - 1))
            waits = 1 + int(self.random.expovariate(0.3))
            if not self._pause(life, day, asks, waits, draw < 0.13):
                return life
        end = self._in_office(self._day(day, needed + life.paused_days))
        end = max(end, life.steps[-1].at + 900)
        if draw > 0.996:
            self._add(life, K.STOPPED, S.STOPPED, end, "Người nộp không bổ sung giấy tờ còn thiếu.")
            return life
        if self._add(life, K.FINISHED, S.FINISHED, end):
            life.finished = end
            given = self._in_office(self._day(local_day(end), 1 + int(self.random.random() * 3)))
            self._add(life, K.RETURNED, S.RETURNED, max(given, end + 600))
        return life

    def _needed(self, length: int, late: float) -> int:
        """Working days until the result, pauses left out."""
        draw = self.random.random()
        if draw < late:
            return length + 1 + int(self.random.expovariate(0.4))
        if draw < late + 0.12:
            return length
        return int(length * (0.25 + 0.7 * self.random.random()))

    def _pause(self, life: Life, day: int, asks: int, waits: int, papers: bool) -> bool:
        """Asked for something and, ``waits`` working days later, answered; False when that is to come."""
        asked = max(self._in_office(self._day(day, asks)), life.steps[-1].at + 900)
        kind, status, note = (
            (K.PAPERS_ASKED, S.WAITING_PAPERS, "Bản chụp chưa rõ, đề nghị chụp lại.")
            if papers
            else (K.PAYMENT_ASKED, S.WAITING_PAYMENT, "Đề nghị nộp phí, lệ phí theo quy định.")
        )
        if not self._add(life, kind, status, asked, note):
            return False
        answered = self._in_office(self._day(local_day(asked), waits))
        after = K.SUPPLEMENTED if papers else K.PAID
        if not self._add(life, after, S.PROCESSING, answered):
            return False
        life.paused_days = waits
        if life.due is not None:
            due = to_datetime(life.due)
            life.due = of(self.calendar.moved(due, waits))
        return True

    def _add(self, life: Life, kind: str, status: int, at: int, note: str = NO_NOTE) -> bool:
        if at > self.now:
            return False
        life.steps.append(Step(kind, status, at, note))
        return True

    def _soon(self, received: int) -> int:
        """When somebody looks at it: within hours, or on the next working morning."""
        day = local_day(received)
        at = received + 300 + int(self.random.random() ** 2 * 9000)
        if local_day(at) == day and at < local(day, 60_000) and self._is_worked(day):
            return at
        return local(self._day(day, 1), 28_000 + int(self.random.random() * 7000))

    def _in_office(self, day: int) -> int:
        return local(day, 29_000 + int(self.random.random() * 30_000))

    def _day(self, day: int, count: int) -> int:
        """The ``count``-th working day after ``day``; for 0 the day itself, or the next worked."""
        return self.calendar.ordinal_after(day, count)

    def _is_worked(self, day: int) -> bool:
        return self.calendar.ordinal_after(day, 0) == day
