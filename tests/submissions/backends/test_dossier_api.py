"""The client of the Dossier API against answers good, bad and malicious."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import httpx
import pytest

from submissions.backends import dossier_api
from submissions.backends.dossier_api import DossierApi, retry_after
from submissions.backends.protocol import BackendError

TAKEN = {
    "code": "H49.22-261124-0001",
    "status": 1,
    "received_at": "2026-11-24T08:00:00+07:00",
    "due_at": "2026-11-27T17:00:00+07:00",
    "receipt_url": "http://backend/v1/dossiers/H49.22-261124-0001/receipt.pdf",
}


def client(answer, **more) -> DossierApi:
    def handle(request: httpx.Request) -> httpx.Response:
        request.read()
        return answer(request) if callable(answer) else answer

    return DossierApi("http://backend", "secret", transport=httpx.MockTransport(handle), **more)


def test_a_dossier_goes_with_token_and_key_and_comes_back_with_its_code():
    seen = []

    def answer(request):
        seen.append(request)
        return httpx.Response(201, json=TAKEN)

    taken = client(answer).take_dossier({"reference": "QN-1"}, key="k-1")
    assert (taken.code, taken.status) == (TAKEN["code"], 1)
    assert taken.due_at == datetime(2026, 11, 27, 10, tzinfo=UTC)
    (request,) = seen
    assert str(request.url) == "http://backend/v1/dossiers"
    assert request.headers["Authorization"] == "Bearer secret"
    assert request.headers["Idempotency-Key"] == "k-1"
    assert json.loads(request.content) == {"reference": "QN-1"}


def test_content_that_arrived_differently_is_not_taken_as_delivered():
    good = client(httpx.Response(201, json={"id": "a1", "sha256": "AB" * 32, "size": 3}))
    assert good.take_attachment(b"abc", content_type="image/png", sha256="ab" * 32).id == "a1"
    with pytest.raises(BackendError, match="content_changed") as failed:
        good.take_attachment(b"abc", content_type="image/png", sha256="cd" * 32)
    assert not failed.value.permanent


@pytest.mark.parametrize(
    ("status", "permanent", "unwell"),
    [
        (400, True, False),
        (401, False, True),
        (403, False, True),
        (409, True, False),
        (413, True, False),
        (422, True, False),
        (429, False, True),
        (500, False, False),
        (502, False, True),
        (503, False, True),
        (504, False, True),
    ],
)
def test_what_an_error_means(status, permanent, unwell):
    problem = {"code": "some_code", "detail": "Nguyễn Văn A, 022190004412"}
    answer = httpx.Response(status, json=problem, headers={"Retry-After": "7"})
    with pytest.raises(BackendError) as failed:
        client(answer).take_dossier({}, key="k")
    error = failed.value
    assert (error.permanent, error.unwell) == (permanent, unwell)
    assert error.reason == f"http_{status} some_code"
    assert error.retry_after == 7


def test_what_the_backend_writes_never_becomes_a_reason():
    answer = httpx.Response(422, json={"code": "Nguyễn Văn A sinh 1990", "detail": "022190004412"})
    with pytest.raises(BackendError) as failed:
        client(answer).take_dossier({}, key="k")
    assert failed.value.reason == "http_422 problem"


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(302, headers={"Location": "http://elsewhere/"}),
        httpx.Response(404, text="<h1>nginx</h1>", headers={"Content-Type": "text/html"}),
    ],
)
def test_a_wrong_address_parks_nothing(answer):
    with pytest.raises(BackendError) as failed:
        client(answer).take_dossier({}, key="k")
    assert failed.value.unwell
    assert not failed.value.permanent


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[]", b'{"code": ""}', b'{"code": "H", "status": 11}', b'{"code": {}}'],
)
def test_an_answer_that_breaks_the_contract_is_asked_for_again(body):
    with pytest.raises(BackendError, match="answer_not_understood") as failed:
        client(httpx.Response(201, content=body)).take_dossier({}, key="k")
    assert not failed.value.permanent


def test_an_answer_without_end_is_cut(monkeypatch):
    monkeypatch.setattr(dossier_api, "LARGEST_ANSWER", 1000)

    def endless():
        while True:
            yield b"x" * 100

    with pytest.raises(BackendError, match="answer_too_large"):
        client(httpx.Response(200, content=endless())).services()


def test_an_answer_that_drips_runs_out_of_time():
    drip = (b" " for _ in range(10))
    with pytest.raises(BackendError, match="answer_too_slow"):
        client(httpx.Response(200, content=drip), total=-1).services()


@pytest.mark.parametrize("kind", [httpx.ConnectError, httpx.ReadTimeout, httpx.RemoteProtocolError])
def test_no_answer_is_passing_and_tells_no_address(kind):
    def answer(request):
        raise kind("http://user:password@backend", request=request)

    with pytest.raises(BackendError) as failed:
        client(answer).take_dossier({}, key="k")
    assert failed.value.reason == f"no_answer {kind.__name__}"
    assert (failed.value.permanent, failed.value.unwell) == (False, True)


def test_changes_are_read_with_timeline_and_requests():
    state = {
        **TAKEN,
        "reference": "QN-1",
        "status": 5,
        "clock_paused": True,
        "timeline": [{"number": 1, "status": 1, "at": "2026-11-24T08:00:00+07:00", "note": ""}],
        "requests": [
            {
                "id": 4,
                "kind": "papers",
                "reason": "thiếu",
                "papers": [{"name": "Giấy chứng sinh", "reason": ""}],
                "asked_at": "2026-11-24T09:00:00+07:00",
            }
        ],
    }
    seen = []

    def answer(request):
        seen.append(dict(request.url.params))
        return httpx.Response(200, json={"items": [state], "next_cursor": "9", "has_more": True})

    page = client(answer).changes("8", limit=50)
    assert seen == [{"changed_since": "8", "limit": "50"}]
    assert (page.next_cursor, page.has_more) == ("9", True)
    (item,) = page.items
    assert item.clock_paused
    assert item.timeline[0].id == "1"
    assert item.requests[0].items == ("Giấy chứng sinh",)


def test_services_and_figures():
    service = {
        "code": "1.001193",
        "open": False,
        "fee": {"amount": 0, "text": ""},
        "term": {"value": "0.5", "unit": "working_day"},
        "papers": [{"case": "", "name": "Tờ khai"}],
    }
    (facts,) = client(httpx.Response(200, json={"items": [service]})).services()
    assert (facts.is_open, facts.fee, str(facts.term_value)) == (False, 0, "0.5")
    assert facts.papers == {"": ("Tờ khai",)}
    figures = client(httpx.Response(200, json={"items": []}))
    assert figures.statistics(date(2026, 1, 1), date(2026, 2, 1), "month") == {"items": []}


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("", None),
        ("120", 120.0),
        ("soon", None),
        ("Tue, 24 Nov 2026 05:00:30 GMT", 30.0),
        ("Tue, 24 Nov 2026 04:00:00 GMT", 0.0),
    ],
)
def test_retry_after(header, seconds):
    assert retry_after(header, datetime(2026, 11, 24, 5, tzinfo=UTC)) == seconds
