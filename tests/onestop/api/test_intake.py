"""Handing in: once for each key, whatever happens; a clear answer to what cannot be."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from onestop.models import Blob, Client, Dossier, IdempotentAnswer, PlannedDowntime, Upload
from onestop.models.clients import token_digest
from tests.onestop.api.bodies import dossier, post, upload

pytestmark = pytest.mark.django_db


def test_a_dossier_gets_its_code_and_due_date(api, service):
    paper = b"\xff\xd8 a photo"
    taken = upload(api, paper).json()
    assert taken["sha256"] == hashlib.sha256(paper).hexdigest()
    body = dossier(
        service, attachments=[{"id": taken["id"], "role": "Tờ khai", "filename": "a.jpg"}]
    )
    answer = post(api, "dossiers", body)
    assert answer.status_code == 201
    told = answer.json()
    made = Dossier.objects.get()
    assert told["code"] == made.code
    assert told["status"] == 1
    assert told["receipt_url"].endswith(f"/v1/dossiers/{made.code}/receipt.pdf")
    assert made.applicant == body["applicant"]
    assert [paper.blob.path.read_bytes() for paper in made.attachments.all()] == [paper]
    by_reference = api.get(f"/v1/dossiers/{body['reference']}").json()
    assert by_reference == api.get(f"/v1/dossiers/{made.code}").json()
    assert by_reference["attachments"][0]["sha256"] == taken["sha256"]
    assert made.applicant["phone"] not in json.dumps(by_reference)


def test_the_same_key_does_it_once(api, service):
    body = dossier(service)
    first, again = post(api, "dossiers", body, "k1"), post(api, "dossiers", body, "k1")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert Dossier.objects.count() == 1


def test_a_key_that_did_its_work_gets_its_answer_though_the_service_is_closed_by_now(api, service):
    body = dossier(service)
    first = post(api, "dossiers", body, "k1")
    service.is_open = False
    service.save()
    now = timezone.now()
    PlannedDowntime.objects.create(starts_at=now, ends_at=now + timedelta(minutes=10))
    again = post(api, "dossiers", body, "k1")
    assert (again.status_code, again.json()) == (200, first.json())
    assert post(api, "dossiers", body, "k2").status_code == 503


def test_the_same_key_with_another_body_is_refused(api, service):
    body = dossier(service)
    post(api, "dossiers", body, "k1")
    other = post(api, "dossiers", body | {"case": "khác"}, "k1")
    assert (other.status_code, other.json()["code"]) == (409, "key-reused")
    assert other["Content-Type"] == "application/problem+json"
    assert Dossier.objects.get().case == ""


def test_a_reference_has_one_dossier_even_under_another_key(api, service):
    body = dossier(service)
    post(api, "dossiers", body)
    again = post(api, "dossiers", body)
    assert (again.status_code, again.json()["code"]) == (409, "reference-used")


def test_what_fails_leaves_no_key_and_no_serial_behind(api, service):
    body = dossier(
        service, attachments=[{"id": "00000000-0000-4000-8000-000000000000", "filename": "a"}]
    )
    refused = post(api, "dossiers", body, "k1")
    assert (refused.status_code, refused.json()["code"]) == (422, "unknown-attachment")
    assert not IdempotentAnswer.objects.exists()
    done = post(api, "dossiers", body | {"attachments": []}, "k1")
    assert done.status_code == 201
    assert done.json()["code"].endswith("-0001")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"service_code": "9.999999"}, "unknown-service"),
        ({"agency_code": "H49.999"}, "unknown-agency"),
        ({"submitted_at": "2026-10-12T09:00:00"}, "invalid"),
        ({"submitted_at": "0001-01-01T00:00:00+14:00"}, "invalid"),
        ({"reference": "QN 1"}, "invalid"),
        ({"attachments": [{"id": "x", "filename": "a"}]}, "invalid"),
    ],
)
def test_what_cannot_be_is_a_422_that_says_why(api, service, change, code):
    answer = post(api, "dossiers", dossier(service) | change)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_a_closed_service_says_so(api, service):
    service.is_open, service.closed_reason = False, "Chờ quy định mới"
    service.save()
    answer = post(api, "dossiers", dossier(service))
    assert (answer.status_code, answer.json()["code"]) == (422, "closed-service")
    assert answer.json()["detail"] == "Chờ quy định mới"


def test_a_planned_pause_says_when_to_come_back(api, service):
    now = timezone.now()
    PlannedDowntime.objects.create(starts_at=now, ends_at=now + timedelta(minutes=10))
    answer = post(api, "dossiers", dossier(service))
    assert answer.status_code == 503
    assert 500 < int(answer["Retry-After"]) <= 600


@pytest.mark.parametrize("body", ["{", '{"a": NaN}', '"\\ud800"', '"\\u0000"', "[" * 5000])
def test_a_body_that_nobody_can_read_is_a_400(api, body):
    answer = api.post(
        "/v1/dossiers", body, content_type="application/json", headers={"Idempotency-Key": "k"}
    )
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_a_body_without_end_is_refused_unread(api, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = api.post("/v1/dossiers", "x" * 1001, content_type="application/json")
    assert answer.status_code == 413


def test_a_paper_that_is_too_large_is_refused_and_leaves_nothing(api, settings):
    settings.ONESTOP_ATTACHMENT_BYTES = 300_000
    assert upload(api, b"x" * 300_001).status_code == 413
    assert upload(api, b"").json()["code"] == "empty-file"
    assert not Blob.objects.exists()
    assert not [path for path in settings.BLOB_DIR.rglob("*") if path.is_file()]


def test_the_same_content_has_one_id_for_each_client(api, settings):
    first, again = upload(api, b"one").json(), upload(api, b"one", "other.jpg").json()
    assert first == again
    Client.objects.create(name="other", token_digest=token_digest("t2"))
    other = upload(Browser(headers={"Authorization": "Bearer t2"}), b"one").json()
    assert other["sha256"] == first["sha256"]
    assert other["id"] != first["id"]
    assert (Blob.objects.count(), Upload.objects.count()) == (1, 2)
    assert len([path for path in settings.BLOB_DIR.rglob("*") if path.is_file()]) == 1


def test_nobody_uses_or_reads_what_another_client_handed_in(api, service):
    paper = upload(api, b"one").json()
    code = post(api, "dossiers", dossier(service)).json()["code"]
    Client.objects.create(name="other", token_digest=token_digest("t2"))
    other = Browser(headers={"Authorization": "Bearer t2"})
    stolen = dossier(service, attachments=[{"id": paper["id"], "filename": "a"}])
    assert post(other, "dossiers", stolen).json()["code"] == "unknown-attachment"
    assert other.get(f"/v1/dossiers/{code}").status_code == 404
    assert other.get("/v1/dossiers").json()["items"] == []
    assert post(other, f"dossiers/{code}/withdrawal", {}).status_code == 404


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}])
def test_without_a_token_there_is_nothing(service, headers):
    answer = Browser(headers=headers).get("/v1/services")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_name_with_folders_loses_them(api, service):
    paper = upload(api, b"one").json()
    body = dossier(service, attachments=[{"id": paper["id"], "filename": "..\\..\\a/b\x07c.jpg"}])
    post(api, "dossiers", body)
    assert Dossier.objects.get().attachments.get().filename == "bc.jpg"
