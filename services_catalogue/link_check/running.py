"""A run: what is due, many hosts side by side, each host one request at a time, within a budget."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from queue import Queue

import structlog
from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from services_catalogue.link_check import reasons
from services_catalogue.link_check.fetching import Outcome, look_at
from services_catalogue.link_check.judging import apply
from services_catalogue.models import LinkCheck, LinkState, LinkStatus

log = structlog.get_logger(__name__)

#: Hosts asked side by side, links of one host in a run, seconds between two requests to one host.
HOSTS, LINKS_OF_A_HOST, PAUSE = 8, 20, 1.0
#: Links of a run.
LINKS = 400
#: Failures to reach a host, one after the other, after which the others of it wait.
GIVE_UP = 3
HOST_RESTS = timedelta(hours=6)
#: How long single looks are kept.
HISTORY = timedelta(days=90)
_UNREACHABLE = frozenset(
    {reasons.TIMEOUT, reasons.CONNECTION, reasons.UNKNOWN_HOST, reasons.TLS, reasons.SERVER}
)

Look = Callable[[str], Outcome]


@dataclass(slots=True)
class RunResult:
    """What a run did."""

    checked: int = 0
    fine: int = 0
    broken: int = 0
    put_off: int = 0


def run(
    *,
    budget: float = 25.0,
    pause: float = PAUSE,
    look: Look = look_at,
    progress: Callable[[int], None] = lambda _number: None,
) -> RunResult:
    """Look at what is due for ``budget`` seconds at the most (and the last look of each host)."""
    by_host = _due()
    deadline = time.monotonic() + budget
    done: Queue[tuple[LinkStatus, Outcome] | None] = Queue()
    result = RunResult()

    def ask(links: list[LinkStatus]) -> None:
        try:
            for one in _politely(links, deadline, pause, look):
                done.put(one)
        finally:
            done.put(None)

    with ThreadPoolExecutor(HOSTS) as pool:
        for links in by_host.values():
            pool.submit(ask, links)
        waiting = len(by_host)
        down: dict[str, int] = defaultdict(int)
        while waiting:  # only this thread speaks to the database
            item = done.get()
            if item is None:
                waiting -= 1
                continue
            link, outcome = item
            keep(link, outcome)
            down[link.host] = down[link.host] + 1 if outcome.reason in _UNREACHABLE else 0
            result.checked += 1
            result.fine += outcome.fine
            result.broken += link.state == LinkState.BROKEN
            progress(1)
    now = timezone.now()
    resting = [host for host, number in down.items() if number >= GIVE_UP]
    result.put_off = LinkStatus.objects.filter(host__in=resting, due_at__lte=now).update(
        due_at=now + HOST_RESTS
    )
    if result.checked:
        log.info("links_checked", checked=result.checked, fine=result.fine, broken=result.broken)
    return result


def _due() -> dict[str, list[LinkStatus]]:
    """What is due, longest waiting first, no host with more than its share."""
    place = Window(RowNumber(), partition_by=F("host"), order_by=[F("due_at"), F("pk")])
    rows = (
        LinkStatus.objects.filter(due_at__lte=timezone.now())
        .annotate(place=place)
        .filter(place__lte=LINKS_OF_A_HOST)
        .order_by("due_at", "pk")[:LINKS]
    )
    by_host: dict[str, list[LinkStatus]] = defaultdict(list)
    for link in rows:
        by_host[link.host].append(link)
    return by_host


def _politely(
    links: list[LinkStatus], deadline: float, pause: float, look: Look
) -> Iterable[tuple[LinkStatus, Outcome]]:
    failures = 0
    for place, link in enumerate(links):
        if place:
            time.sleep(pause)
        if time.monotonic() >= deadline or failures >= GIVE_UP:
            return
        try:
            outcome = look(link.url)
        except Exception:  # one odd address must not keep the others of its host waiting for ever
            log.exception("link_look_failed", host=link.host)
            outcome = Outcome(reason=reasons.STATUS)
        failures = failures + 1 if outcome.reason in _UNREACHABLE else 0
        yield link, outcome


def keep(link: LinkStatus, outcome: Outcome) -> None:
    """Write one look into the link and its history."""
    row = apply(link, outcome, timezone.now())
    # What a person sets meanwhile (the wish to ignore it) is not overwritten.
    link.save(
        update_fields=[
            *("state", "status", "reason", "leads_to", "failures", "failed_days"),
            *("failing_since", "broken_since", "checked_at", "due_at"),
        ]
    )
    row.save()


def forget_old_looks() -> int:
    """Delete single looks that are older than a season."""
    return LinkCheck.objects.filter(at__lt=timezone.now() - HISTORY).delete()[0]
