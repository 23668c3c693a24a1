"""Password and code: what lets in, what does not, and who helps when the telephone is lost."""

from __future__ import annotations

import time

import pytest
import time_machine
from django.conf import settings as portal_settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from accounts.models import User
from tests.admin.sign_in.authenticator import (
    CODE,
    MANAGE,
    PASSWORDS,
    SET_UP,
    code_of,
    give_password,
    is_in,
    set_up,
)


def actions(person) -> list[str]:
    entries = ModelLogEntry.objects.filter(object_id=str(person.pk)).order_by("timestamp")
    return [entry.action for entry in entries]


def test_a_password_alone_is_enough_for_who_has_no_second_step(person, window):
    give_password(window, "bientap")
    assert is_in(window)


def test_password_then_code_let_in_and_lead_where_one_wanted_to_go(person, recovery, window):
    wanted = "/quan-tri/dich_vu_cong/"
    answer = give_password(window, "bientap", next=wanted)
    assert answer["Location"].startswith(CODE)
    assert not is_in(window)
    page = window.get(answer["Location"])
    assert "no-store" in page["Cache-Control"]
    before = window.session.session_key
    answer = window.post(answer["Location"], {"code": code_of(person, steps=1)})
    assert answer["Location"] == wanted
    assert window.session.session_key != before
    assert is_in(window)
    assert actions(person)[-1] == "accounts.login"


def test_the_code_page_leads_to_no_other_site(person, recovery, window):
    give_password(window, "bientap")
    answer = window.post(f"{CODE}?next=https://evil.example/", {"code": code_of(person, steps=1)})
    assert answer["Location"] == "/quan-tri/"


def test_until_the_code_is_given_nobody_is_logged_in(person, recovery, window):
    give_password(window, "bientap")
    for address in ("/quan-tri/", "/quan-tri/dich_vu_cong/", MANAGE, SET_UP):
        assert "/login/" in window.get(address)["Location"]


def test_a_code_works_once(person, recovery):
    code = code_of(person, steps=1)
    first, second = Client(), Client()
    give_password(first, "bientap")
    first.post(CODE, {"code": code})
    assert is_in(first)
    give_password(second, "bientap")
    html = second.post(CODE, {"code": code}).content.decode()
    assert "Mã không đúng hoặc đã hết hạn." in html
    assert not is_in(second)


@pytest.mark.parametrize("code", ["", "000", "abcdef", "123456789012", "١٢٣٤٥٦", "\0"])
def test_what_is_no_code_does_not_let_in(person, recovery, window, code):
    give_password(window, "bientap")
    assert window.post(CODE, {"code": code}).status_code == 200
    assert not is_in(window)


def test_the_code_page_is_for_who_gave_a_password_not_long_ago(person, recovery, window):
    assert window.get(CODE)["Location"] == "/quan-tri/login/"
    give_password(window, "bientap")
    with time_machine.travel(time.time() + 11 * 60):
        assert window.get(CODE)["Location"] == "/quan-tri/login/"


def test_guesses_of_the_code_are_counted_with_those_of_the_password(
    person, recovery, window, settings
):
    settings.AXES_ENABLED = True
    for number in range(portal_settings.AXES_FAILURE_LIMIT):
        if number % 3 == 0:
            give_password(window, "bientap")  # a right password does not begin the count anew
        answer = window.post(CODE, {"code": "000000"})
    assert answer.status_code == 429
    # The right code and the right password do not help now.
    assert window.post(CODE, {"code": code_of(person, steps=1)}).status_code == 429
    assert give_password(window, "bientap").status_code == 429
    assert actions(person).count("accounts.login.failed") == portal_settings.AXES_FAILURE_LIMIT


def test_a_recovery_code_works_once_and_is_told(person, recovery):
    assert len(recovery) == 10
    for expected in (True, False):
        window = Client()
        give_password(window, "bientap")
        window.post(CODE, {"code": recovery[0]})
        assert is_in(window) is expected
    assert "accounts.second_step.recovery_code" in actions(person)


def test_recovery_codes_are_shown_once(person, recovery, window):
    give_password(window, "bientap")
    window.post(CODE, {"code": recovery[1]})
    answer = window.get(reverse("second_step_codes"), follow=True)
    assert answer.request["PATH_INFO"] == MANAGE
    assert recovery[2] not in answer.content.decode()


def test_where_it_is_required_nothing_opens_before_it_is_set_up(person, window, settings):
    settings.REQUIRE_2FA = True
    give_password(window, "bientap")
    for address in ("/quan-tri/", "/quan-tri/account/", MANAGE):
        assert window.get(address)["Location"].startswith(SET_UP)
    assert window.post("/quan-tri/account/", {})["Location"] == SET_UP
    assert set_up(window, person)
    assert is_in(window)


def test_where_it_is_required_it_cannot_be_turned_off(person, recovery, window, settings):
    settings.REQUIRE_2FA = True
    give_password(window, "bientap")
    window.post(CODE, {"code": recovery[0]})
    window.post(MANAGE, {"code": recovery[1], "off": "1"})
    assert "Bạn còn" in window.get(MANAGE).content.decode()


def test_turning_off_and_new_codes_take_a_code(person, recovery, window):
    give_password(window, "bientap")
    window.post(CODE, {"code": recovery[0]})
    window.post(MANAGE, {"code": "000000", "off": "1"})
    assert "Đang bật" in window.get(MANAGE).content.decode()
    renewed = window.post(MANAGE, {"code": recovery[1], "codes": "1"}, follow=True)
    assert recovery[2] not in renewed.content.decode()
    other = Client()
    give_password(other, "bientap")
    other.post(CODE, {"code": recovery[2]})
    assert not is_in(other)


def test_a_session_from_before_is_asked_too(person):
    old = Client()
    give_password(old, "bientap")
    assert is_in(old)
    other = Client()
    give_password(other, "bientap")
    set_up(other, person)
    assert old.get("/quan-tri/")["Location"].startswith(f"{MANAGE}ma/")
    old.post(f"{MANAGE}ma/", {"code": code_of(person, steps=1)})
    assert is_in(old)


def test_an_administrator_takes_a_lost_telephone_away(person, recovery, people):
    window = Client()
    give_password(window, "bientap")
    window.post(CODE, {"code": recovery[0]})
    address = reverse("second_step_reset", args=[person.pk])
    assert address in people["quantri"].get("/quan-tri/users/").content.decode()
    assert people["quantri"].get(address).status_code == 200
    assert is_in(window)
    people["quantri"].post(address)
    assert not is_in(window)
    give_password(window, "bientap")
    assert is_in(window)
    assert [message.to for message in mail.outbox] == [[person.email]]
    entry = ModelLogEntry.objects.get(action="accounts.second_step.reset")
    assert (entry.object_id, entry.user.username) == (str(person.pk), "quantri")


def test_nobody_else_does(person, recovery, people):
    administrator = User.objects.get(username="quantri")
    for name, target in (("bientap", person), ("duyet", person), ("quantri", administrator)):
        answer = people[name].post(reverse("second_step_reset", args=[target.pk]))
        assert answer.status_code in (302, 403)
    give = Client()
    assert give_password(give, "bientap")["Location"].startswith(CODE)


def test_the_log_of_the_database_holds_no_secret(person, recovery, window, settings):
    settings.AXES_ENABLED = True
    from axes.models import AccessAttempt

    window.post("/quan-tri/login/", {"username": "bientap", "password": "mật khẩu sai"})
    give_password(window, "bientap")
    window.post(CODE, {"code": "424242"})
    kept = str(list(AccessAttempt.objects.values())) + str(list(ModelLogEntry.objects.values()))
    for secret in ("mật khẩu sai", "424242", PASSWORDS["bientap"]):
        assert secret not in kept
