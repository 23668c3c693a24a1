"""Who is at a run: one worker at a time, and another when that one died.

The token fences: whoever lost the lease finds out inside the transaction of its next chunk, which
then writes nothing. So a run that was cut off, and one that was begun twice, end in the same state.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any, TypeVar
from uuid import uuid4

from django.db.models import Q, QuerySet
from django.utils import timezone

from services_catalogue.models.runs import WORKING, Run, RunState

#: Longer than any chunk takes; after it, a silent run may be taken over.
LEASE = timedelta(minutes=2)
#: How long a run may wait for a worker before it is handed out again.
GRACE = timedelta(minutes=1)

AnyRun = TypeVar("AnyRun", bound=Run)


class LeaseLost(Exception):
    """Somebody else is at this run, or it was cancelled."""


def claim(model: type[AnyRun], pk: int, states: Collection[str], **values: Any) -> AnyRun | None:
    """Take the run ``pk`` in one of ``states`` and put ``values`` on it; None while another has it."""
    now = timezone.now()
    taken = (
        model._default_manager.filter(pk=pk, state__in=states)
        .filter(Q(lease_until=None) | Q(lease_until__lte=now))
        .update(lease_token=uuid4().hex, lease_until=now + LEASE, **values)
    )
    return model._default_manager.get(pk=pk) if taken else None


def renew(run: Run, **values: Any) -> None:
    """Hold on to ``run`` and put ``values`` on it. Raises :class:`LeaseLost`.

    Called first in the transaction of a chunk, so that the row of the run is locked to its end.
    """
    kept = (
        type(run)
        ._default_manager.filter(pk=run.pk, lease_token=run.lease_token, state=run.state)
        .update(lease_until=timezone.now() + LEASE, **values)
    )
    if not kept:
        raise LeaseLost
    for name, value in values.items():
        setattr(run, name, value)


def finish(run: Run, state: str, *, problem: str = "", **values: Any) -> None:
    """Let go of ``run`` in its new state. Raises :class:`LeaseLost`."""
    ended = {"finished_at": timezone.now()} if state != RunState.READY else {}
    kept = (
        type(run)
        ._default_manager.filter(pk=run.pk, lease_token=run.lease_token)
        .update(state=state, problem=problem, lease_token="", lease_until=None, **ended, **values)
    )
    if not kept:
        raise LeaseLost


def hand_over(**values: Any) -> dict[str, Any]:
    """Values of a run that a worker is about to be told of: free to be claimed from now on."""
    return {"lease_token": "", "lease_until": timezone.now(), **values}


def stranded(model: type[AnyRun]) -> QuerySet[AnyRun]:
    """Runs that a worker should be at and none is: it died, or the queue lost them."""
    silent_since = timezone.now() - GRACE
    silent = Q(lease_until__lt=silent_since) | Q(lease_until=None, created_at__lt=silent_since)
    return model._default_manager.filter(silent, state__in=WORKING)
