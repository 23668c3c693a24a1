"""The portal's own client against onestop: in process through WSGI, and over a socket."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import httpx
import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone

from onestop import moves
from onestop.models import Dossier, PlannedDowntime
from onestop.working_days import VIETNAM
from submissions.backends.dossier_api import DossierApi
from submissions.backends.protocol import BackendError
from tests.onestop import making
from tests.onestop.conftest import TOKEN
from tests.onestop.making import APPLICANT, MONDAY

PAPER = b"%PDF-1.7 a birth certificate"
DIGEST = hashlib.sha256(PAPER).hexdigest()


def in_this_process(token: str = TOKEN) -> DossierApi:
    """Straight into onestop's WSGI application, in the transaction of the test."""
    return DossierApi(
        "http://onestop", token, transport=httpx.WSGITransport(app=get_wsgi_application())
    )


@pytest.fixture
def backend(service, api_client) -> Iterator[DossierApi]:
    """As Django's own test client does: the connection of the test outlives a request."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield in_this_process()
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.fixture
def over_a_socket(committed, live_server, service, api_client) -> DossierApi:
    return DossierApi(live_server.url, TOKEN)


def body(service, files=(), **more) -> dict:
    return {
        "reference": "QN-7K4M-93XD-2",
        "service_code": service.code,
        "agency_code": "",
        "case": "",
        "form": {"id": "standard", "version": 1},
        "applicant": APPLICANT,
        "data": {"note": "“thử” \N{SNOWMAN}"},
        "attachments": list(files),
        "submitted_at": MONDAY.isoformat(),
        **more,
    }


def test_the_whole_life_of_a_dossier(backend, service):
    live_through(backend, service)


def test_a_dossier_from_a_counter_is_tracked_with_its_digits_and_its_receipt_fetched(
    backend, service
):
    counter = making.dossier(service)
    digits = APPLICANT["phone"][-4:]
    found = backend.track(counter.code, digits)
    assert (found.code, found.status) == (counter.code, 1)
    assert found.service_name == service.name
    assert found.agency_name == counter.agency.name
    assert found.received_at == counter.received_at
    assert backend.track(counter.code, "0000") is None
    assert backend.track("H49.22-200101-9999", digits) is None
    assert backend.dossier(counter.code) == found
    assert backend.file(counter.code, "receipt").startswith(b"%PDF-")
    with pytest.raises(BackendError) as refused:
        backend.file(counter.code, "letter", "1")
    assert refused.value.status == 404


def test_the_whole_life_of_a_dossier_over_a_socket(over_a_socket, service):
    live_through(over_a_socket, service)


def live_through(backend: DossierApi, service) -> None:
    first = backend.take_attachment(PAPER, content_type="application/pdf", sha256=DIGEST)
    again = backend.take_attachment(PAPER, content_type="application/pdf", sha256=DIGEST)
    assert first == again
    assert (first.sha256, first.size) == (DIGEST, len(PAPER))
    use = {"id": first.id, "role": "Giấy chứng sinh", "filename": "giấy.pdf"}
    key = str(uuid4())
    taken = backend.take_dossier(body(service, [use]), key=key)
    assert backend.take_dossier(body(service, [use]), key=key) == taken
    assert taken.status == 1
    assert taken.due_at

    made = Dossier.objects.get(code=taken.code)
    asked = moves.ask_for_papers(
        dossier=made, actor="a", reason="Ảnh mờ", papers=[{"name": "Tờ khai", "reason": ""}]
    )
    page = backend.changes("")
    (state,) = page.items
    assert (state.reference, state.status, state.clock_paused) == ("QN-7K4M-93XD-2", 5, True)
    assert [event.status for event in state.timeline] == [1, 5]
    (request,) = state.requests
    assert (request.kind, request.items, request.reason) == ("papers", ("Tờ khai",), "Ảnh mờ")
    assert backend.changes(page.next_cursor).items == ()

    answer = {"request": request.id, "note": "", "data": {}, "attachments": [use]}
    supplement_key = str(uuid4())
    for _ in range(2):
        backend.supplement(taken.code, answer, key=supplement_key)
    asked.refresh_from_db()
    assert asked.answered_at
    for _ in range(2):
        backend.withdraw(taken.code, {"reason": "nhầm"}, key="w-1")
    assert backend.dossier("QN-7K4M-93XD-2").status == 7


@pytest.mark.parametrize(
    ("change", "code", "permanent"),
    [
        ({"service_code": "9.999999"}, "unknown-service", True),
        ({"agency_code": "H49.9"}, "unknown-agency", True),
        (
            {"attachments": [{"id": str(uuid4()), "role": "", "filename": "a.pdf"}]},
            "unknown-attachment",
            True,
        ),
        ({"submitted_at": "yesterday"}, "invalid", True),
    ],
)
def test_what_onestop_refuses(backend, service, change, code, permanent):
    with pytest.raises(BackendError) as failed:
        backend.take_dossier(body(service, **change), key="k")
    assert (failed.value.code, failed.value.permanent) == (code, permanent)
    assert not failed.value.unwell


def test_a_key_for_two_bodies_and_a_closed_service(backend, service):
    backend.take_dossier(body(service), key="k-1")
    with pytest.raises(BackendError, match="http_409 key-reused"):
        backend.take_dossier(body(service, case="khác"), key="k-1")
    service.is_open = False
    service.save()
    with pytest.raises(BackendError, match="http_422 closed-service"):
        backend.take_dossier(body(service, reference="QN-2"), key="k-2")


def test_a_planned_pause_is_waited_for(backend, service, a_pause_now):
    with pytest.raises(BackendError, match="http_503 planned-downtime") as failed:
        backend.take_dossier(body(service), key="k")
    assert failed.value.unwell
    assert 0 < failed.value.retry_after <= 3600


@pytest.fixture
def a_pause_now(db) -> None:
    now = timezone.now()
    PlannedDowntime.objects.create(starts_at=now - timedelta(1), ends_at=now + timedelta(hours=1))


def test_a_wrong_token_parks_nothing(backend, service):
    stranger = in_this_process("wrong")
    with pytest.raises(BackendError, match="http_401") as failed:
        stranger.take_dossier(body(service), key="k")
    assert (failed.value.permanent, failed.value.unwell) == (False, True)


def test_services_and_figures(backend, service):
    (facts,) = backend.services()
    assert (facts.code, facts.is_open, facts.fee) == (service.code, True, 8000)
    assert (float(facts.term_value), facts.term_unit) == (5.0, "working_day")
    assert facts.papers == {"": ("Tờ khai",)}
    backend.take_dossier(body(service), key="k")
    today = Dossier.objects.get().received_at.astimezone(VIETNAM).date()
    figures = backend.statistics(today, date(2100, 1, 1), "service")
    assert figures["total"]["received"] == 1
