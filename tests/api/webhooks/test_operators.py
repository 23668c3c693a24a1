"""What operators see of webhooks: the report, /readyz, what is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from api.models import State, WebhookAttempt, WebhookSubscription
from api.webhooks import subscribing
from api.webhooks.owner_views import _done
from submissions.key_rotation import sealed_columns
from tests.admin.conftest import people  # noqa: F401
from tests.factories import make_service

pytestmark = pytest.mark.django_db
REPORT = "/quan-tri/bao-cao/webhook/"


def row() -> dict[str, str]:
    caches["pages"].clear()
    rows = Client().get("/readyz").json()["components"]
    return next(one for one in rows if one["name"] == "webhooks")


def test_readyz_tells_that_nobody_sends(active, send):
    active()
    assert row()["status"] == "ok"
    make_service(code="1.000100")
    assert row()["status"] == "degraded"
    assert "send_webhooks" in row()["detail"]
    send()
    assert (row()["status"], row()["detail"]) == ("ok", "1 subscribers, 0 failing, 0 parked")


@pytest.mark.parametrize(
    ("person", "may"), [("quantri", True), ("bientap", False), ("duyet", False)]
)
def test_the_report_is_for_operators(people, active, receiver, person, may):  # noqa: F811
    one, secret = active()
    page = people[person].get(REPORT)
    assert (page.status_code == 200) == may
    acted = people[person].post(f"{REPORT}{one.pk}/bar/")
    one.refresh_from_db()
    assert (one.state == State.BARRED) == may
    assert (acted.status_code, acted["Location"]) == (302, REPORT if may else "/quan-tri/")
    if may:
        told = page.content.decode()
        assert receiver.netloc in told
        assert "chu@xa.example" in told
        assert secret not in told
        assert "key=abc" not in told


def test_a_barred_owner_cannot_go_on_by_himself(active, receiver, send):
    one, _secret = active()
    subscribing.stop(one, State.BARRED)
    _done(one, "check")
    _done(one, "test")
    make_service(code="1.000100")
    assert send() == 0
    with pytest.raises(subscribing.Barred):
        subscribing.register(url=one.url, email="khac@xa.example", language="vi", wanted={})


def test_what_nobody_comes_back_for_is_forgotten(active, receiver):
    one, _secret = active()
    subscribing.rotate(one)
    old = subscribing.register(
        url=receiver.address + "2", email="x@y.example", language="vi", wanted={}
    )
    WebhookAttempt.objects.update(at=timezone.now() - timedelta(days=31))
    WebhookSubscription.objects.update(before_until=timezone.now() - timedelta(hours=1))
    WebhookSubscription.objects.filter(pk=old.pk).update(
        changed_at=timezone.now() - timedelta(days=3)
    )
    call_command("prune_api", verbosity=0)
    assert list(WebhookSubscription.objects.values_list("pk", flat=True)) == [one.pk]
    assert not WebhookAttempt.objects.exists()
    one.refresh_from_db()
    assert set(one.secrets) == {"now"}


def test_rotating_the_portals_keys_reaches_the_secrets():
    assert (WebhookSubscription, "secrets") in sealed_columns()
    assert (WebhookSubscription, "owner") in sealed_columns()
