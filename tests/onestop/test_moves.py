"""All hundred pairs of statuses: what may follow what, in the moves and in the database."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from onestop import moves
from onestop.models import Dossier, Event
from onestop.models.events import AppendOnly
from onestop.vocabulary import DossierStatus
from tests.onestop import making

S = DossierStatus
#: From NĐ 118/2025/NĐ-CP, written out by hand: each status with all that may follow it.
TABLE = {
    1: {2, 3, 5, 6, 7},
    2: {4, 5, 6, 7, 8, 9},
    3: set(),
    4: {5, 6, 7, 8, 9},
    5: {1, 2, 3, 4, 7, 8},
    6: {1, 2, 3, 4, 7, 8},
    7: set(),
    8: set(),
    9: {10},
    10: set(),
}
PAIRS = [(a, b) for a in S for b in S]
#: The move that leads to a status from elsewhere.
MOVES = {
    S.ACCEPTED: "accept",
    S.DENIED: "deny",
    S.PROCESSING: "start",
    S.WAITING_PAPERS: "ask_for_papers",
    S.WAITING_PAYMENT: "ask_for_payment",
    S.WITHDRAWN: "withdraw",
    S.STOPPED: "stop",
    S.FINISHED: "finish",
    S.RETURNED: "return_result",
}


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_the_enum_holds_the_table(before, after):
    assert before.may_become(after) == (after in TABLE[before])


@pytest.mark.parametrize("before", S)
def test_every_move_from_every_status(service, before):
    for after, name in MOVES.items():
        dossier = making.dossier_at(service, before)
        events = dossier.events.count()
        # A paused dossier that was accepted is stopped, never denied.
        allowed = after in TABLE[before] and not (before in {5, 6} and after == S.DENIED)
        if allowed:
            making.move(dossier, name)
            dossier.refresh_from_db()
            assert dossier.status == after
            assert dossier.events.count() == events + 1
        else:
            with pytest.raises(moves.WrongMove):
                making.move(dossier, name)
            dossier.refresh_from_db()
            assert (dossier.status, dossier.events.count()) == (before, events)


@pytest.mark.parametrize("before", S)
def test_the_database_refuses_what_the_table_does(service, before):
    for after in set(S) - {before}:
        dossier = making.dossier_at(service, before)
        waits = after in {5, 6}
        change = {
            "status": after,
            "resume_status": 1 if waits else None,
            "paused_since": making.MONDAY if waits else None,
            "finished_at": making.MONDAY if after in {9, 10} else None,
        }
        found = Dossier.objects.filter(pk=dossier.pk)
        if after in TABLE[before]:
            assert found.update(**change) == 1
        else:
            with pytest.raises(DatabaseError, match="may not follow"), transaction.atomic():
                found.update(**change)


@pytest.mark.parametrize(
    ("asked", "answer"), [("papers", "supplement"), ("payment", "record_payment")]
)
@pytest.mark.parametrize("before", [S.REGISTERED, S.ACCEPTED, S.PROCESSING])
def test_a_paused_dossier_goes_back_to_where_it_stood(service, before, asked, answer):
    dossier = making.dossier_at(service, before)
    making.move(dossier, f"ask_for_{asked}")
    making.move(dossier, answer)
    dossier.refresh_from_db()
    assert (dossier.status, dossier.paused_since, dossier.resume_status) == (before, None, None)


def test_waiting_before_acceptance_ends_in_denial_not_in_a_stop(service):
    dossier = making.dossier(service)
    making.move(dossier, "ask_for_papers")
    with pytest.raises(moves.WrongMove):
        making.move(dossier, "stop")
    making.move(dossier, "deny")
    dossier.refresh_from_db()
    assert dossier.status == S.DENIED
    assert not dossier.paper_requests.filter(closed_at=None).exists()


def test_the_second_of_two_officers_is_told(service):
    dossier = making.dossier(service)
    making.move(dossier, "accept", version=dossier.version)
    with pytest.raises(moves.Stale, match="Được tiếp nhận"):
        making.move(dossier, "deny", version=dossier.version)


def test_an_event_is_never_changed(service):
    event = making.dossier(service).events.get()
    for attempt in (event.save, event.delete, Event.objects.all().delete):
        with pytest.raises(AppendOnly):
            attempt()
    with pytest.raises(AppendOnly):
        Event.objects.update(note="khác")
