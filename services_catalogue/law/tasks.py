"""Review tasks: opened when a document changes, closed by a publication or a reason."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from services_catalogue.models import LawCitation, ReviewTask
from services_catalogue.telling_changes import really_changed
from services_catalogue.units.scope import Scope


def open_tasks(
    laws: Collection[str], scope: Scope, *, note: str, due_on: date, opened_by: Any
) -> int:
    """A task for each service in reach that cites one of ``laws``; answers how many are new.

    A second click opens nothing twice: what is open stays, with the newer note and date.
    """
    cited = LawCitation.objects.filter(law__in=laws)
    if not scope.everything:
        cited = cited.filter(page__managed_by__in=scope.agencies)
    with transaction.atomic():
        pairs = {(pk, law): text for pk, law, text in cited.values_list("page", "law", "written")}
        standing = ReviewTask.objects.filter(state=ReviewTask.State.OPEN, law__in=laws)
        known = {
            (pk, law): key
            for key, pk, law in standing.select_for_update().values_list("pk", "service", "law")
        }
        ReviewTask.objects.filter(
            pk__in=[key for pair, key in known.items() if pair in pairs]
        ).update(note=note, due_on=due_on)
        new = [
            ReviewTask(
                service_id=pk, law=law, written=text, note=note, due_on=due_on, opened_by=opened_by
            )
            for (pk, law), text in pairs.items()
            if (pk, law) not in known
        ]
        ReviewTask.objects.bulk_create(new, batch_size=400, ignore_conflicts=True)
    return len(new)


def close_by_publication(service: int, code: str, user: Any) -> int:
    """Close the tasks of a service whose public record changed after they were opened.

    A publication that changes only what nobody reads about the law (a review date, a unit, the
    popularity) is no answer to a changed document.
    """
    waiting = ReviewTask.objects.filter(service=service, state=ReviewTask.State.OPEN)
    closed = 0
    for task in waiting:
        if really_changed(code, task.opened_at):
            closed += waiting.filter(pk=task.pk).update(
                state=ReviewTask.State.CHANGED, closed_at=timezone.now(), closed_by=user
            )
    return closed


def close_untouched(task: ReviewTask, user: Any, reason: str) -> bool:
    """Nothing to change, because of ``reason``; False when it was closed already."""
    return bool(
        ReviewTask.objects.filter(pk=task.pk, state=ReviewTask.State.OPEN).update(
            state=ReviewTask.State.UNTOUCHED,
            closed_at=timezone.now(),
            closed_by=user,
            reason=reason,
        )
    )
