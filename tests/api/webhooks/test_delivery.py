"""Changes reach subscribers: signed, in order, at least once, as long as it takes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from api.models import State, WebhookSubscription
from api.webhooks import sending, subscribing
from services_catalogue.models import (
    ChangeFeed,
    ChangeRecord,
    Field,
    ServiceAgency,
    ServicePage,
)
from submissions.models import Notice
from tests.factories import make_agency, make_service

pytestmark = pytest.mark.django_db


def later(pk, **by: int) -> None:
    """As if so much time had gone by since the last attempt."""
    one = WebhookSubscription.objects.get(pk=pk)
    moved = {"next_attempt_at": one.next_attempt_at - timedelta(**by)}
    if one.failing_since:
        moved["failing_since"] = one.failing_since - timedelta(**by)
    WebhookSubscription.objects.filter(pk=pk).update(**moved)


def test_every_change_arrives_signed_and_in_order(active, receiver, send):
    _one, secret = active()
    page = make_service(code="1.000100")
    page.summary = "Mới"
    page.save_revision().publish()
    page.superseded_by = make_service(code="1.000200")
    page.save_revision().publish()
    ServicePage.objects.get(pk=page.pk).unpublish()
    assert send() == 5
    told = receiver.verified(secret)
    assert [(one["type"], one["data"]["code"]) for one in told] == [
        ("service.published", "1.000100"),
        ("service.changed", "1.000100"),
        ("service.published", "1.000200"),
        ("service.superseded", "1.000100"),
        ("service.withdrawn", "1.000100"),
    ]
    assert told[1]["data"]["fields"] == ["summary", "updated_at"]
    assert told[3]["data"]["superseded_by"] == "1.000200"
    positions = [int(one["data"]["cursor"].partition(".")[2]) for one in told]
    assert positions == sorted(positions)
    assert told[0]["data"]["record"] == "http://localhost:8000/api/v1/services/1.000100"
    assert send() == 0


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"kinds": ["withdrawn"]}, ["2"]),
        ({"codes": ["1.000100"]}, ["1"]),
        ({"fields": ["dat-dai"]}, ["2", "2"]),
        ({"agencies": ["so-xay-dung"]}, ["2", "2"]),
        ({"fields": ["ho-tich"], "agencies": ["so-xay-dung"]}, []),
        ({"agencies": ["so-tu-phap"]}, ["1", "2", "2"]),
    ],
)
def test_a_subscriber_hears_only_what_he_asked_for(active, receiver, send, wanted, told):
    active(**wanted)
    make_service(code="1.000100")
    other = make_service(
        code="1.000200", field=Field.objects.create(name="Đất đai", slug="dat-dai"), publish=False
    )
    agency = make_agency("Sở Xây dựng", "so-xay-dung")
    other.service_agencies = [
        *other.service_agencies.all(),
        ServiceAgency(role="receiving", agency=agency),
    ]
    other.save_revision().publish()
    ServicePage.objects.get(pk=other.pk).unpublish()
    send()
    assert [one["data"]["code"].removeprefix("1.000")[0] for one in receiver.events()] == told


def test_whoever_follows_a_field_hears_that_a_service_has_left_it(active, receiver, send):
    page = make_service(code="1.000100")
    active(fields=["ho-tich"])
    page.field = Field.objects.create(name="Đất đai", slug="dat-dai")
    page.save_revision().publish()
    send()
    assert ["field" in one["data"]["fields"] for one in receiver.events()] == [True]


def test_a_failing_endpoint_is_tried_again_and_misses_nothing(active, receiver, send):
    one, _secret = active()
    make_service(code="1.000100")
    make_service(code="1.000200")
    receiver.answers = [(500, {}), (503, {"Retry-After": "7200"})]
    assert send() == 0
    assert send() == 0, "it is left alone for a while"
    assert len(receiver.got) == 1
    later(one.pk, seconds=7)
    assert send() == 0
    later(one.pk, seconds=7100)
    assert send() == 0, "what the endpoint asked for is honoured"
    later(one.pk, seconds=7200)
    assert send() == 2
    ids = [headers["webhook-id"] for headers, _body in receiver.got]
    assert ids[0] == ids[1] == ids[2] != ids[3], "the same message keeps its id"
    one.refresh_from_db()
    assert (one.failures, one.failing_since) == (0, None)


def test_a_redirect_is_not_followed(active, receiver, send):
    one, _secret = active()
    make_service(code="1.000100")
    receiver.answers = [(307, {"Location": receiver.address})]
    assert send() == 0
    assert len(receiver.got) == 1
    assert one.attempts.first().outcome == "redirected"


def test_410_switches_off_at_once_and_says_so(active, receiver, send):
    one, _secret = active()
    make_service(code="1.000100")
    receiver.answers = [(410, {})]
    send()
    later(one.pk, days=30)
    assert send() == 0
    one.refresh_from_db()
    assert one.state == State.GONE
    assert "410" in Notice.objects.order_by("-pk").first().payload["text"]


def test_long_failure_warns_then_parks_and_going_on_loses_nothing(active, receiver, send):
    one, _secret = active()
    make_service(code="1.000100")
    before = Notice.objects.count()
    for hours in (0, 25, 30, 40, 50):
        receiver.answers = [(500, {})]
        later(one.pk, hours=hours)
        send()
    assert receiver.answers == []
    one.refresh_from_db()
    assert one.state == State.PARKED
    assert Notice.objects.count() == before + 2, "one warning, one farewell"
    make_service(code="1.000200")
    assert send() == 0
    one.asked_at = None
    subscribing.ask(one, "challenge")
    assert send() == 3
    told = [one["data"].get("code") for one in receiver.events()[-2:]]
    assert told == ["1.000100", "1.000200"]


def test_a_sender_that_dies_after_sending_sends_again_under_the_same_id(
    active, receiver, send, monkeypatch
):
    active()
    make_service(code="1.000100")

    def dies(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(sending._Turn, "write", dies)
        with pytest.raises(KeyboardInterrupt):
            send()
    assert send() == 0, "the dead sender still holds it"
    WebhookSubscription.objects.update(claimed_until=timezone.now())
    assert send() == 1
    first, second = [headers["webhook-id"] for headers, _body in receiver.got]
    assert first == second == f"chg_{_epoch()}_{ChangeRecord.objects.latest('position').position}"


def test_what_the_owner_does_meanwhile_stands(active):
    one, _secret = active()
    turn = sending._Turn(one.pk, timezone.now(), 0)
    subscribing.stop(one)
    assert turn.write(state=State.PARKED) is False
    one.refresh_from_db()
    assert one.state == State.PAUSED


def _epoch() -> str:
    return ChangeFeed.current().epoch
