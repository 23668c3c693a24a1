"""Rows of a run carried out chunk by chunk, each chunk in one transaction with what it says of itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import structlog
from django.core.exceptions import ValidationError
from django.db import Error as DatabaseError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from services_catalogue.bulk.leases import LeaseLost, finish, renew
from services_catalogue.models.runs import RowState, Run, RunState

log = structlog.get_logger(__name__)

#: Rows of one transaction: few enough that editors who save meanwhile do not wait.
CHUNK = 20


class NotDone(Exception):
    """Why a row was left alone: ``state`` and words for the editor."""

    def __init__(self, note: str, state: str = RowState.FAILED) -> None:
        super().__init__(note)
        self.note, self.state = note, state


def carry_out(
    run: Run, rows: QuerySet[Any], do: Callable[[Sequence[Any]], None], *, size: int = CHUNK
) -> None:
    """Call ``do`` with each chunk of the pending ``rows`` until none is left, then end the run.

    ``do`` puts a state on each row and saves it. Cut off anywhere, the next call goes on with the
    rows that are still pending: a chunk is done whole or not at all.
    """
    pending = rows.filter(state=RowState.PENDING)
    try:
        while True:
            with transaction.atomic():
                renew(run)
                chunk = list(pending[:size])
                if not chunk:
                    break
                do(chunk)
                renew(run, done=run.done + len(chunk))
        finish(run, RunState.DONE)
    except LeaseLost:
        log.warning("bulk.lease_lost", run=f"{run._meta.model_name} {run.pk}")
    except Exception:
        log.exception("bulk.failed", run=f"{run._meta.model_name} {run.pk}")
        problem = _("Lỗi ngoài dự kiến; người vận hành xem được trong nhật ký. Bấm “Chạy tiếp”.")
        finish(run, RunState.FAILED, problem=problem)
        raise


def each(rows: Sequence[Any], do: Callable[[Any], None]) -> None:
    """Call ``do`` with each row in a savepoint of its own, and keep on the row what became of it."""
    for row in rows:
        try:
            with transaction.atomic():
                do(row)
            row.state = RowState.DONE
        except NotDone as why:
            row.state, row.note = why.state, why.note
        except (ValidationError, DatabaseError) as error:
            log.warning("bulk.row_failed", row=f"{row._meta.model_name} {row.pk}", error=str(error))
            row.state, row.note = RowState.FAILED, fault_text(error)
        row.save()


def fault_text(error: Exception) -> str:
    """What is wrong with a page that cannot be saved, in words."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return _("Cơ sở dữ liệu không nhận: %(error)s") % {"error": error}
