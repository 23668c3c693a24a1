"""Reports of applications in the admin: who sees them, what they show, what the buttons do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from submissions.admin.reasons import in_words
from submissions.models import OutboxEntry, ServiceDrift
from submissions.vocabulary import DeliveryKind, DeliveryState
from tests.factories import make_service
from tests.submissions.making import APPLICANT, make_submission

DELIVERIES = "/quan-tri/bao-cao/chuyen-ho-so/"
SUBMISSIONS = "/quan-tri/bao-cao/ho-so-da-nop/"
DRIFT = "/quan-tri/bao-cao/khac-he-thong-xu-ly/"


@pytest.fixture
def entry(site_tree) -> OutboxEntry:
    return OutboxEntry.objects.create(
        submission=make_submission(dossier_code=None, delivered_at=None),
        kind=DeliveryKind.DOSSIER,
        payload={"attachments": []},
        state=DeliveryState.PARKED,
        reason="http_422 closed-service",
        attempts=1,
        created_at=timezone.now() - timedelta(minutes=40),
    )


def text_of(browser, address: str, **query) -> str:
    answer = browser.get(address, query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        ("bientap", {DRIFT}),
        ("duyet", {DRIFT}),
        ("quantri", {DRIFT, DELIVERIES, SUBMISSIONS}),
    ],
)
def test_each_sees_what_is_theirs(people, person, sees):
    for address in (DRIFT, DELIVERIES, SUBMISSIONS):
        assert (people[person].get(address).status_code == 200) == (address in sees)


def test_a_parked_delivery_is_shown_with_what_helps_and_without_a_person(people, entry):
    text = text_of(people["quantri"], DELIVERIES)
    assert entry.submission.reference in text
    assert "Thử lại khi đã mở." in text
    assert "0 chờ, 1 dừng lại" in text
    text += text_of(people["quantri"], SUBMISSIONS, q=entry.submission.reference)
    for secret in APPLICANT.values():
        assert secret not in text


@pytest.mark.parametrize("address", [DELIVERIES, SUBMISSIONS])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_exports_hold_no_person(people, entry, address, kind):
    answer = people["quantri"].get(address, {"export": kind})
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200
    assert APPLICANT["full_name"].encode() not in content


def test_retry_and_park(people, entry):
    admin = people["quantri"]
    assert admin.post(f"/quan-tri/chuyen-ho-so/{entry.pk}/thu-lai/").status_code == 302
    entry.refresh_from_db()
    assert (entry.state, entry.attempts, entry.reason) == (DeliveryState.WAITING, 0, "")
    admin.post(f"/quan-tri/chuyen-ho-so/{entry.pk}/dung/")
    entry.refresh_from_db()
    assert (entry.state, in_words(entry.reason)) == (
        DeliveryState.PARKED,
        "Người vận hành đã dừng lại.",
    )
    admin.post("/quan-tri/chuyen-ho-so/thu-lai/")
    entry.refresh_from_db()
    assert entry.state == DeliveryState.WAITING


def test_what_has_arrived_is_never_sent_again(people, entry):
    OutboxEntry.objects.update(state=DeliveryState.DELIVERED, delivered_at=timezone.now())
    people["quantri"].post(f"/quan-tri/chuyen-ho-so/{entry.pk}/thu-lai/")
    entry.refresh_from_db()
    assert entry.state == DeliveryState.DELIVERED


@pytest.mark.parametrize("person", ["bientap", "duyet"])
def test_editors_cannot_act_and_a_link_does_nothing(people, entry, person):
    address = f"/quan-tri/chuyen-ho-so/{entry.pk}/thu-lai/"
    people[person].post(address)
    people["quantri"].get(address)
    entry.refresh_from_db()
    assert entry.state == DeliveryState.PARKED


def test_a_difference_leads_to_the_page_to_mend(people, site_tree):
    page = make_service(code="1.004194")
    ServiceDrift.objects.create(
        service_code=page.code, kind="fee", ours="115.000 đ", theirs="Miễn phí"
    )
    text = text_of(people["bientap"], DRIFT)
    assert f"/quan-tri/pages/{page.pk}/edit/" in text
    assert "Miễn phí" in text
    assert page.code not in text_of(people["bientap"], DRIFT, past="1")


def test_operators_have_a_group_of_their_own(people, entry, django_user_model):
    from django.contrib.auth.models import Group
    from django.test import Client

    from accounts.roles import OPERATORS

    person = django_user_model.objects.create_user("vanhanh")
    person.groups.add(Group.objects.get(name=OPERATORS))
    browser = Client()
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert entry.submission.reference in text_of(browser, DELIVERIES)
    browser.post(f"/quan-tri/chuyen-ho-so/{entry.pk}/thu-lai/")
    entry.refresh_from_db()
    assert entry.state == DeliveryState.WAITING
