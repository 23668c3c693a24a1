"""The relay: threads that deliver, one that reads changes, one that sends mails; stops cleanly."""

from __future__ import annotations

import threading
import traceback
from collections import Counter
from collections.abc import Callable
from time import monotonic

import structlog
from django.conf import settings
from django.db import close_old_connections, connection

from submissions.backends.protocol import BackendError, ProcessingBackend
from submissions.models import OutboxEntry
from submissions.relay import claiming, outcomes
from submissions.relay.alarms import raise_alarms
from submissions.relay.breaker import Breaker
from submissions.relay.claiming import Claim
from submissions.relay.delivering import deliver, read_ahead
from submissions.relay.mailing import send_due_mails
from submissions.relay.outcomes import Arrival
from submissions.relay.reading import read_changes
from submissions.vocabulary import DeliveryState

log = structlog.get_logger(__name__)

#: Entries that one thread claims at once: few writes, and little is held when it is killed.
BATCH = 8
#: Seconds after which what arrived is written down before the next of the batch is delivered.
UNTOLD = 0.5
#: Seconds between looks at an empty outbox; between looks for mails; between checks for alarms.
IDLE, MAILS, ALARMS = 0.5, 2.0, 60.0


class Relay:
    """One process's relay. Several may run at once, on several machines."""

    def __init__(self, backend: ProcessingBackend, threads: int = 8) -> None:
        self.backend, self.threads = backend, threads
        self.stopping = threading.Event()
        self.breaker = Breaker()
        self.counts: Counter[str] = Counter()

    def run(self) -> None:
        """Work until :attr:`stopping` is set; what has begun is finished first."""
        jobs: list[tuple[Callable[[], bool], float]] = [
            *((self.deliver_some, IDLE) for _ in range(self.threads)),
            (self.read, float(settings.RELAY_POLL_SECONDS)),
            (self.send_mails, MAILS),
            (self.watch, ALARMS),
        ]
        workers = [threading.Thread(target=self._repeat, args=job, daemon=True) for job in jobs]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    def run_once(self) -> Counter[str]:
        """Do all that is due now, in this thread; answers what was done."""
        while self.deliver_some():
            pass
        while self.read():
            pass
        while self.send_mails():
            pass
        self.watch()
        return self.counts

    def deliver_some(self) -> bool:
        """Claim a batch and deliver it; answers whether there was anything to do."""
        if not self.backend.takes_dossiers or not self.breaker.allows():
            return False
        claims = list(claiming.claim(1 if self.breaker.is_open else BATCH))
        if not claims:
            self.breaker.untried()
            return False
        try:
            self._deliver_all(claims)
        finally:
            claiming.let_go(claims)
        return True

    def _deliver_all(self, claims: list[Claim]) -> None:
        """Deliver from the front of ``claims``, as long as it makes sense; what is left was not tried."""
        entries = read_ahead(claims) if len(claims) > 1 else {}
        arrivals: list[Arrival] = []
        began = monotonic()
        try:
            # When the ones before took long, others may have the next.
            while claims and claims[0].is_fresh() and not self.stopping.is_set():
                one = claims.pop(0)
                self._deliver(one, entries.get(one.pk), arrivals)
                if self.breaker.is_open:
                    break
                if monotonic() - began > UNTOLD:
                    self._tell(arrivals)
                    began = monotonic()
        finally:
            self._tell(arrivals)

    def _tell(self, arrivals: list[Arrival]) -> None:
        """Write down what arrived. Should that fail, it is delivered again when its lease has ended."""
        told, arrivals[:] = list(arrivals), []
        self.counts["delivered"] += outcomes.delivered(told)

    def _deliver(self, claim: Claim, entry: OutboxEntry | None, arrivals: list[Arrival]) -> None:
        try:
            taken = deliver(claim, self.backend, entry)
        except BackendError as error:
            self.breaker.failed() if error.unwell else self.breaker.succeeded()
            state = outcomes.failed(claim, error)
            self.counts["parked" if state == DeliveryState.PARKED else "postponed"] += 1
        except Exception as error:  # a mistake of ours in one entry must not stop the others
            self.breaker.untried()
            _log_mistake("deliver", error)
            outcomes.failed(claim, BackendError(f"unexpected {type(error).__name__}"))
            self.counts["postponed"] += 1
        else:
            self.breaker.succeeded()
            arrivals.append((claim, taken))

    def read(self) -> bool:
        """Read the feed of changes; answers whether dossiers of ours changed."""
        if not self.backend.takes_dossiers or not self.breaker.allows():
            return False
        try:
            changed = read_changes(self.backend)
        except BackendError as error:
            self.breaker.failed() if error.unwell else self.breaker.succeeded()
            log.warning("changes_not_read", reason=error.reason)
            return False
        except Exception:
            self.breaker.untried()
            raise
        self.breaker.succeeded()
        self.counts["changes"] += changed
        return changed > 0

    def send_mails(self) -> bool:
        """Send due mails; answers whether any went out."""
        sent = send_due_mails()
        self.counts["mails"] += sent
        return sent > 0

    def watch(self) -> bool:
        """Tell the operators what needs a person."""
        raise_alarms()
        return False

    def _repeat(self, job: Callable[[], bool], pause: float) -> None:
        """Do ``job`` at once again while it finds work, else after ``pause`` seconds."""
        mishaps = 0
        while not self.stopping.is_set():
            close_old_connections()
            try:
                busy, mishaps = job(), 0
            except Exception as error:  # the database is away for a moment: this thread goes on
                busy, mishaps = False, mishaps + 1
                _log_mistake(getattr(job, "__name__", "job"), error)
            if not busy:
                self.stopping.wait(min(30.0, pause * 2 ** min(mishaps, 6)))
        connection.close()


def _log_mistake(job: str, error: Exception) -> None:
    """Where it happened, without the error's text: that may quote what people wrote."""
    places = "".join(traceback.format_tb(error.__traceback__)[-4:])
    log.error("relay_mistake", job=job, kind=type(error).__name__, places=places)
