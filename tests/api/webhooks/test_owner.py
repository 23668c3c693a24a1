"""A webmaster registers, confirms, sees and steers his endpoint; nobody else does."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from api.models import State, WebhookAttempt, WebhookSubscription
from api.webhooks import subscribing
from portal.secret_paths import without_secrets
from submissions.models import Notice
from tests.factories import make_service

pytestmark = pytest.mark.django_db
FORM, MINE = "/nha-phat-trien/webhook/", "/nha-phat-trien/webhook/cua-toi/"
GOOD = {"url": "https://xa.example/hook", "email": "chu@xa.example", "kinds": ["changed"]}


def mailed_link() -> str:
    text = Notice.objects.order_by("-pk").first().payload["text"]
    return re.search(r"http://localhost:8000(/\S+)", text)[1]


@pytest.fixture
def owner(site_tree) -> Client:
    """Who has registered and opened the link in the mail."""
    browser = Client()
    assert browser.post(FORM, GOOD).status_code == 303
    assert browser.get(mailed_link())["Location"] == MINE
    return browser


def test_from_the_form_to_being_told(site_tree, receiver, send):
    browser = Client(enforce_csrf_checks=True)
    browser.post(FORM, {**GOOD, "url": receiver.address, "codes_named": "http://x/dv/1.000100"})
    one = WebhookSubscription.objects.get()
    assert (one.kinds, one.codes) == (["changed"], ["1.000100"])
    browser.get(mailed_link())
    browser.get(MINE)
    one.refresh_from_db()
    assert one.state == State.UNCONFIRMED, "opening a link, as mail filters do, confirms nothing"

    def press(act: str, **more: str):
        token = browser.get(MINE).context["csrf_token"]
        return browser.post(MINE, {"do": act, "csrfmiddlewaretoken": str(token), **more})

    secret = re.search(r"whsec_[\w+/=]+", press("confirm").content.decode())[0]
    assert "whsec_" not in browser.get(MINE).content.decode(), "shown once"
    press("check")
    assert send() == 1
    assert receiver.verified(secret)[0]["type"] == "webhook.challenge"
    page = make_service(code="1.000100")
    page.summary = "Mới"
    page.save_revision().publish()
    make_service(code="1.000200")
    assert send() == 1
    log = browser.get(MINE).content.decode()
    assert "service.changed" in log
    assert "Đang gửi" in log


def test_a_challenge_that_is_not_sent_back_switches_nothing_on(active, receiver, send):
    one, _secret = active()
    subscribing.stop(one)
    receiver.echoes = False
    one.asked_at = None
    subscribing.ask(one, "challenge")
    send()
    one.refresh_from_db()
    assert one.state == State.PAUSED
    assert one.attempts.first().outcome == "wrong_answer"


def test_for_a_day_both_secrets_sign_then_the_new_one_alone(active, receiver, send):
    one, old = active()
    new = subscribing.rotate(one)
    make_service(code="1.000100")
    send()
    assert receiver.verified(old) == receiver.verified(new)
    receiver.got.clear()
    WebhookSubscription.objects.update(before_until=timezone.now())
    make_service(code="1.000200")
    send()
    assert receiver.verified(new)
    signatures = receiver.got[0][0]["webhook-signature"].split()
    assert len(signatures) == 1


def test_secrets_and_mailboxes_are_sealed_at_rest(active):
    active()
    with connection.cursor() as cursor:
        cursor.execute("SELECT owner, secrets, owner_digest FROM api_webhooksubscription")
        row = b" ".join(
            str(one).encode() if isinstance(one, str) else bytes(one) for one in cursor.fetchone()
        )
    assert b"whsec_" not in row
    assert b"xa.example" not in row


def test_the_page_of_an_endpoint_is_for_its_owner_alone(owner):
    assert Client().get(MINE).status_code == 403
    stranger = Client()
    stranger.cookies["webhook-vi"] = "forged"
    assert stranger.get(MINE).status_code == 403
    page = owner.get(MINE)
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"
    other = Client()
    other.post(FORM, {**GOOD, "email": "khac@bao.example", "url": "https://bao.example/h"})
    other.get(mailed_link())
    assert "bao.example/h" in other.get(MINE).content.decode()
    assert "xa.example/hook" not in other.get(MINE).content.decode()


def test_a_forged_or_called_back_link_leads_nowhere(owner):
    link = mailed_link()
    assert Client().get(link[:-3] + "x/").status_code == 403
    owner.post(MINE, {"do": "close"})
    assert owner.get(MINE).status_code == 403
    assert Client().get(link).status_code == 403


def test_the_link_is_in_no_log_line():
    assert without_secrets("/en/nha-phat-trien/webhook/mo/abc:def/").endswith("/webhook/mo/…/")


def test_changing_the_address_asks_for_a_new_check(active, receiver, send, settings):
    one, _secret = active()
    subscribing.change(one, url="https://other.example/h", wanted={})
    make_service(code="1.000100")
    assert send() == 0
    assert one.state == State.UNVERIFIED


def test_wrong_wishes_are_told_by_name(site_tree):
    answer = Client().post(
        FORM,
        {"url": "http://10.0.0.1/", "email": "x", "fields_named": "khong-co", "codes_named": "abc"},
    )
    assert answer.status_code == 422
    assert not WebhookSubscription.objects.exists()
    told = answer.content.decode()
    for part in ("https", "khong-co", "abc", "ten@vidu.vn"):
        assert part in told


def test_nobody_can_flood_a_mailbox(site_tree):
    statuses = [Client().post(FORM, GOOD).status_code for _time in range(12)]
    assert statuses.count(429) == 2
    assert Notice.objects.count() == 1


def test_links_are_sent_again_without_telling_whether_there_are_any(owner):
    WebhookSubscription.objects.update(link_sent_at=None)
    before = Notice.objects.count()
    known = Client().post(f"{FORM}lien-ket/", {"email": "CHU@xa.example"})
    unknown = Client().post(f"{FORM}lien-ket/", {"email": "ai@do.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert Notice.objects.count() == before + 1


def test_the_log_keeps_the_last_fifty(active, receiver, send):
    one, _secret = active()
    for number in range(60):
        make_service(code=f"1.{number:06d}")
    send()
    assert len(receiver.got) == 60
    assert WebhookAttempt.objects.filter(subscription=one).count() == 50
    assert one.attempts.first().code == "1.000059"
