"""Reading: the feed of changes misses nothing; timeline, requests, receipt and result."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from onestop import moves
from onestop.models import Blob
from onestop.receiving import Paper
from onestop.vocabulary import DossierStatus
from tests.onestop import making
from tests.onestop.api.bodies import dossier, post, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(service, api_client):
    """A dossier of the portal, accepted."""
    made = making.dossier(service, client=api_client, reference="QN-1")
    return moves.accept(dossier=made, actor="canbo")


def feed(api, since="", limit=100):
    return api.get("/v1/dossiers", {"changed_since": since, "limit": limit}).json()


def test_the_feed_tells_every_dossier_once_in_the_order_of_its_last_change(
    api, service, api_client
):
    made = [making.dossier(service, client=api_client, reference=f"QN-{n}") for n in range(5)]
    making.dossier(service)  # came in at a counter: none of the portal's business
    making.move(made[1], "accept")
    seen, cursor, more = [], "", True
    while more:
        page = feed(api, cursor, 2)
        seen += [one["reference"] for one in page["items"]]
        cursor, more = page["next_cursor"], page["has_more"]
    assert seen == ["QN-0", "QN-2", "QN-3", "QN-4", "QN-1"]
    assert feed(api, cursor) == {"items": [], "next_cursor": cursor, "has_more": False}
    making.move(made[0], "withdraw")
    assert [one["reference"] for one in feed(api, cursor)["items"]] == ["QN-0"]


@pytest.mark.parametrize("cursor", ["x", "-1", "1e5", "9" * 30])
def test_a_cursor_that_nobody_gave_is_a_422(api, cursor):
    assert api.get("/v1/dossiers", {"changed_since": cursor}).status_code == 422


def test_the_feed_costs_the_same_queries_however_many(
    api, service, api_client, django_assert_max_num_queries
):
    for number in range(8):
        made = making.dossier(service, client=api_client, reference=f"QN-{number}")
        making.move(made, "ask_for_papers")
    with django_assert_max_num_queries(8):
        assert len(feed(api)["items"]) == 8


def test_a_request_is_told_and_answered(api, mine):
    request = moves.ask_for_papers(
        dossier=mine, actor="canbo", reason="Ảnh mờ", papers=[{"name": "Tờ khai", "reason": "Mờ"}]
    )
    moves.add_note(dossier=mine, actor="canbo", note="Gọi điện không nghe máy")
    told = api.get(f"/v1/dossiers/{mine.code}").json()
    assert (told["status"], told["clock_paused"]) == (5, True)
    assert told["requests"][0] | {"asked_at": ""} == {
        "id": f"papers-{request.pk}",
        "kind": "papers",
        "reason": "Ảnh mờ",
        "items": [{"name": "Tờ khai", "reason": "Mờ"}],
        "amount": None,
        "asked_at": "",
        "answered_at": None,
        "closed_at": None,
    }
    assert [entry["kind"] for entry in told["timeline"]] == ["received", "accepted", "papers_asked"]
    paper = upload(api, b"sharp").json()
    body = {"attachments": [{"id": paper["id"], "role": "Tờ khai", "filename": "ro.jpg"}]}
    first = post(api, f"dossiers/{mine.code}/supplements", body, "s1")
    again = post(api, f"dossiers/{mine.code}/supplements", body, "s1")
    assert (first.status_code, again.status_code, first.json()) == (201, 200, again.json())
    told = api.get("/v1/dossiers/QN-1").json()
    assert (told["status"], told["clock_paused"]) == (2, False)
    assert told["requests"][0]["answered_at"] == told["timeline"][-1]["at"]
    assert mine.supplements.count() == 1


def test_taking_back_is_done_once_and_not_too_late(api, mine):
    first = post(api, f"dossiers/{mine.code}/withdrawal", {"reason": "Nộp nhầm"}, "w1")
    again = post(api, f"dossiers/{mine.code}/withdrawal", {"reason": "Nộp nhầm"}, "w1")
    other = post(api, f"dossiers/{mine.code}/withdrawal", {"reason": "Nộp nhầm"}, "w2")
    assert [first.status_code, again.status_code, other.status_code] == [201, 200, 409]
    assert other.json()["code"] == "wrong-move"
    assert not api.get(f"/v1/dossiers/{mine.code}").json()["may_withdraw"]


def test_the_receipt_is_a_tagged_pdf_in_vietnamese(api, mine):
    answer = api.get(f"/v1/dossiers/{mine.code}/receipt.pdf")
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    assert mine.code in "".join(page.extract_text() for page in reader.pages)
    assert str(reader.trailer["/Root"]["/Lang"]).startswith("vi")


def test_a_result_can_be_fetched_and_a_paper_of_the_applicant_cannot(api, mine, settings):
    paper = upload(api, b"%PDF result").json()
    blob = Blob.objects.get(digest=paper["sha256"])
    result = Paper(blob=blob, role="", filename="kết quả.pdf")
    moves.finish(dossier=mine, actor="canbo", results=[result])
    kept = api.get(f"/v1/dossiers/{mine.code}").json()["attachments"][0]
    answer = api.get(f"/v1/dossiers/{mine.code}/results/{kept['id']}")
    assert b"".join(answer.streaming_content) == b"%PDF result"
    assert answer["Content-Disposition"].startswith("attachment")
    mine.attachments.update(is_result=False)
    assert api.get(f"/v1/dossiers/{mine.code}/results/{kept['id']}").status_code == 404


def test_tracking_needs_the_code_and_the_digits(api, service):
    counter = making.dossier(service)
    wrong = [
        {"code": counter.code, "digits": "0000"},
        {"code": "H49.1-261012-0001", "digits": "5678"},
    ]
    answers = [api.post("/v1/tracking", body, content_type="application/json") for body in wrong]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json() == answers[1].json()
    for digits in ("5678", "0123"):
        body = {"code": counter.code.lower(), "digits": digits}
        told = api.post("/v1/tracking", body, content_type="application/json").json()
        assert (told["code"], told["status"]) == (counter.code, DossierStatus.REGISTERED)


def test_services_are_told_as_the_drift_check_needs_them(api, service, client):
    service.is_open, service.closed_reason = False, "Chờ quy định mới"
    service.save()
    told = api.get("/v1/services").json()["items"][0]
    assert told["fee"] == {"amount": 8000, "text": ""}
    assert told["term"] == {"value": 5.0, "unit": "working_day", "text": ""}
    assert told["papers"][0]["name"] == "Tờ khai"
    assert (told["open"], told["closed_reason"]) == (False, "Chờ quy định mới")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"from": "2026-10-01", "to": "2026-10-31", "group_by": "field"}, 200),
        ({"from": "2026-10-01", "to": "2026-10-31", "group_by": "month", "service": "x"}, 200),
        ({"from": "2026-10-31", "to": "2026-10-01"}, 422),
        ({"from": "2026-02-30", "to": "2026-10-01"}, 422),
        ({"from": "2026-10-01", "to": "2026-10-31", "group_by": "week"}, 422),
        ({"from": "2026-10-01", "to": "2026-10-31", "group_by": "field", "agency": "x"}, 422),
    ],
)
def test_statistics_answer_or_say_what_is_wrong(api, service, query, status):
    making.dossier(service)
    answer = api.get("/v1/statistics", query)
    assert answer.status_code == status
    if status == 200 and query["group_by"] == "field":
        told = answer.json()
        assert (told["from"], told["to"]) == ("2026-10-01", "2026-10-31")
        assert told["items"][0]["name"] == "Hộ tịch"
        assert told["total"]["received"] == 1


def test_a_dossier_from_the_intake_is_found_in_the_feed(api, service):
    code = post(api, "dossiers", dossier(service)).json()["code"]
    assert [one["code"] for one in feed(api)["items"]] == [code]
