"""A merger carried out, one chunk a transaction; what turned up since the preview is moved as well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from services_catalogue.bulk.chunks import carry_out, each
from services_catalogue.bulk.leases import claim
from services_catalogue.bulk.mergers import files, moving
from services_catalogue.bulk.mergers.preview import items_of
from services_catalogue.models import (
    MergerItem,
    MergerPart,
    RowState,
    RunState,
    UnitMerger,
)

#: Entry in the log of the unit that took in the others.
LOG_ACTION = "services_catalogue.merger"
_ORDER = list(MergerPart.values)


def carry_out_merger(pk: int) -> None:
    """Carry out what is still to do of merger ``pk``."""
    run = claim(UnitMerger, pk, (RunState.APPLYING,))
    if run is None:
        return
    prepare(run)
    todo = run.rows.filter(by_hand=False)
    run.done = todo.exclude(state=RowState.PENDING).count()
    UnitMerger.objects.filter(pk=run.pk).update(total=todo.count())
    carry_out(run, todo.order_by("number"), _Applying(run))
    run.refresh_from_db()
    if run.state == RunState.DONE:
        known = set(run.rows.filter(part=MergerPart.SERVICE).values_list("object_id", flat=True))
        if any(
            one.part == MergerPart.SERVICE and one.object_id not in known for one in items_of(run)
        ):  # a service that was given to an old unit while the rest was moved
            UnitMerger.objects.filter(pk=run.pk).update(state=RunState.APPLYING, lease_until=None)
            carry_out_merger(pk)


@transaction.atomic
def prepare(run: UnitMerger) -> None:
    """Keep the items of ``run`` as things stand now: new ones are added, those done stay as they are."""
    begun = run.rows.exclude(state=RowState.PENDING)
    kept = {(one.part, one.object_id, one.by_hand) for one in begun}
    run.rows.filter(state=RowState.PENDING).delete()
    number = begun.aggregate(last=Max("number"))["last"] or 0
    items = []
    seen = set(kept)
    for item in items_of(run):
        key = (item.part, item.object_id, item.by_hand)
        if key not in seen:
            seen.add(key)
            number += 1
            item.number = number
            items.append(item)
    MergerItem.objects.bulk_create(items, batch_size=200)


class _Applying:
    def __init__(self, run: UnitMerger) -> None:
        self.run = run

    def __call__(self, chunk: Sequence[MergerItem]) -> None:
        self.user = get_user_model()._default_manager.filter(pk=self.run.created_by_id or 0).first()
        each(chunk, self._move)

    def _move(self, item: MergerItem) -> None:
        if item.part == MergerPart.UNIT:
            self.run.target = moving.receive(self.run)
            UnitMerger.objects.filter(pk=self.run.pk).update(target=self.run.target)
            self._log()
            return
        move: Callable[..., Any] = _MOVES[item.part]
        item.note = move(item.object_id, self.run, self.user) or ""

    def _log(self) -> None:
        log(
            instance=self.run.target,
            action=LOG_ACTION,
            user=self.user,
            content_changed=True,
            data={
                "sources": [one.name for one in self.run.sources.all()],
                "legal_basis": self.run.legal_basis,
                "effective_on": self.run.effective_on.isoformat(),
                "run": self.run.pk,
            },
        )


_MOVES: dict[str, Callable[..., Any]] = {
    MergerPart.BELOW: moving.move_below,
    MergerPart.SERVICE: moving.move_service,
    MergerPart.MEMBERSHIP: moving.move_membership,
    MergerPart.COLLECTION: files.move_files,
    MergerPart.RETIRED: moving.retire,
}


def report(run: UnitMerger) -> str:
    """What came of it, in one sentence."""
    done = run.rows.filter(state=RowState.DONE).count()
    left = run.rows.filter(by_hand=True).count()
    return _("Đã chuyển %(done)s mục; còn %(left)s mục cần xem bằng tay.") % {
        "done": done,
        "left": left,
    }
