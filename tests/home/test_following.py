"""Follow a service by mail: asked twice, told once a version, ended with one click."""

from __future__ import annotations

import re

import pytest
import time_machine
from django.core import mail
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client

from home.models import Subscription
from home.subscriptions import views
from submissions.models import Notice
from submissions.relay.mailing import send_due_mails
from tests.factories import make_service
from tests.services_catalogue.versions.editing import revise

pytestmark = pytest.mark.django_db
CODE, ADDRESS = "1.000100", "An.Nguyen@example.vn"
FORM = f"/dv/{CODE}/theo-doi/"


@pytest.fixture
def service(site_tree):
    return make_service(code=CODE, short_name="Đăng ký khai sinh")


@pytest.fixture
def browser():
    # As browsers send it: no token, and checks for one switched on.
    return Client(enforce_csrf_checks=True)


def ask(browser, address=ADDRESS, prefix=""):
    return browser.post(f"{prefix}{FORM}", {"email": address})


def link(message) -> str:
    """The path of the link in a mail that confirms or ends."""
    return re.search(r"https?://[^/]+(\S*/theo-doi/\S+)", message.body)[1]


@pytest.fixture
def follower(service, browser):
    ask(browser)
    send_due_mails()
    browser.post(link(mail.outbox[0]))
    mail.outbox.clear()
    return Subscription.objects.get()


def told() -> list:
    call_command("tell_followers")
    send_due_mails()
    sent = list(mail.outbox)
    mail.outbox.clear()
    return sent


def test_nothing_is_sent_before_the_owner_of_the_address_confirms(service, browser):
    answer = ask(browser)
    assert (answer.status_code, answer["Location"]) == (303, f"{FORM}?da-gui")
    send_due_mails()
    (asked,) = mail.outbox
    assert asked.to == [ADDRESS]
    mail.outbox.clear()
    revise(service, amount=60_000)
    assert told() == []
    # A program that only opens the link confirms nothing.
    browser.get(link(asked))
    assert Subscription.objects.get().confirmed_at is None


def test_a_follower_is_told_once_what_changed_and_why(follower, service):
    revise(service, amount=60_000, cause="60/2014/QH13", note="Lệ phí mới.")
    (message,) = told()
    assert "Lệ phí, trực tuyến: 115.000 đ → 60.000 đ" in message.body
    assert "60/2014/QH13 Luật Hộ tịch" in message.body
    assert told() == []


def test_one_click_ends_it_and_forgets_the_address(follower, service, browser):
    revise(service, amount=60_000)
    (message,) = told()
    url = re.fullmatch(r"<https?://[^/]+(\S+)>", message.extra_headers["List-Unsubscribe"])[1]
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert browser.get(url).status_code == 200
    assert Subscription.objects.exists()
    revise(service, amount=70_000)
    call_command("tell_followers")
    assert browser.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.exists()
    assert told() == []
    assert browser.post(url).status_code == 200


def test_the_form_answers_the_same_to_followers_and_strangers(follower, browser):
    with time_machine.travel("2090-01-01"):
        answers = [ask(browser, address) for address in (ADDRESS, "ai@example.vn")]
    assert {(one.status_code, one["Location"]) for one in answers} == {(303, f"{FORM}?da-gui")}
    send_due_mails()
    assert Subscription.objects.get(pk=follower.pk).confirmed_at == follower.confirmed_at


def test_an_address_is_not_asked_again_and_again(service, browser):
    for _time in range(4):
        ask(browser)
    ask(browser, ADDRESS.lower())
    assert Notice.objects.count() == 1
    assert Subscription.objects.count() == 1


def test_a_visitor_who_asks_too_often_is_held_up(service, browser, monkeypatch):
    monkeypatch.setattr(views, "FROM_ONE", 2)
    caches["limits"].clear()
    answers = [ask(browser, f"a{number}@example.vn").status_code for number in range(3)]
    assert answers == [303, 303, 429]


def test_the_address_is_kept_sealed(follower):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM home_subscription")
        (row,) = cursor.fetchall()
    kept = b" ".join(
        bytes(one) if isinstance(one, memoryview | bytes) else str(one).encode() for one in row
    )
    assert b"nguyen" not in kept.lower()
    assert Subscription.objects.get().email == ADDRESS


def test_a_wrong_address_is_said_and_not_kept_in_caches(service, browser):
    answer = ask(browser, "khong-phai-thu")
    assert answer.status_code == 422
    assert "no-store" in answer["Cache-Control"]
    assert "Địa chỉ thư viết như" in answer.content.decode()


def test_what_nobody_confirms_is_forgotten_and_its_link_dies(service, browser):
    ask(browser)
    send_due_mails()
    path = link(mail.outbox[0])
    with time_machine.travel("2090-01-01"):
        assert browser.post(path).status_code == 410
        call_command("tell_followers")
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("path", ["/theo-doi/thoi/x:y:z/", "/theo-doi/xac-nhan/x/"])
def test_a_forged_link_does_nothing(follower, browser, path):
    assert browser.post(path).status_code in (200, 410)
    assert Subscription.objects.exists()


def test_in_english_the_mails_are_english(service, browser):
    ask(browser, prefix="/en")
    send_due_mails()
    assert "/en/theo-doi/xac-nhan/" in mail.outbox[0].body
