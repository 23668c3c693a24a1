"""Finding one's dossier by code and four digits: who proves it sees it, who guesses does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from submissions.models import TrackingFailure
from submissions.tracking import attempts
from submissions.tracking.forms import tidy_code
from tests.submissions.making import IDENTITY_DIGITS, PHONE_DIGITS, make_submission

PAGE = "/tra-cuu-ho-so/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_tree")]


def ask(client: Client, code: str, digits: str, **headers: str):
    return client.post(PAGE, {"code": code, "digits": digits}, **headers)


@pytest.mark.parametrize("digits", [PHONE_DIGITS, IDENTITY_DIGITS, "0912 345 678", " 56 78 "])
@pytest.mark.parametrize(
    "code",
    [
        "QN-7K4M-93XD-6",
        "qn-7k4m-93xd-6",
        " QN–7K4M–93XD–6 ",
        "H49.22-261123-0017",
        "h49.22 261123 0017",
    ],
)
def test_either_code_and_either_number_lead_to_the_dossier(visitor, code, digits):
    make_submission()
    answer = ask(visitor, code, digits)
    assert answer.status_code == 303
    assert answer["Location"] == f"{PAGE}QN-7K4M-93XD-6/"
    assert "Đăng ký khai sinh" in visitor.get(answer["Location"]).text


def test_a_wrong_number_and_an_unknown_code_get_the_same_answer(visitor):
    make_submission()
    wrong = ask(visitor, "QN-7K4M-93XD-6", "0000")
    unknown = ask(visitor, "QN-0000-0000-0", "0000")
    assert wrong.status_code == unknown.status_code == 404
    assert wrong.text.replace("7K4M-93XD-6", "0000-0000-0") == unknown.text


def test_a_dossier_without_numbers_opens_to_nobody(visitor):
    make_submission(proofs=[])
    assert ask(visitor, "QN-7K4M-93XD-6", PHONE_DIGITS).status_code == 404


def test_the_right_number_does_not_help_who_has_guessed_too_often(visitor):
    make_submission()
    for guess in range(5):
        assert ask(visitor, "QN-7K4M-93XD-6", f"{guess:04}").status_code == 404
    stopped = ask(visitor, "QN-7K4M-93XD-6", PHONE_DIGITS)
    assert stopped.status_code == 429
    assert 0 < int(stopped["Retry-After"]) <= 3600
    assert "rồi thử lại" in stopped.text
    with time_machine.travel(timezone.now() + timedelta(hours=1, seconds=2)):
        assert ask(visitor, "QN-7K4M-93XD-6", PHONE_DIGITS).status_code == 303


def test_a_hundred_guesses_over_many_codes_from_one_address_are_stopped(visitor):
    answers = [ask(visitor, f"H49.22-261123-{n:04}", "1234").status_code for n in range(100)]
    assert answers == [404] * 20 + [429] * 80
    make_submission()
    other = Client(REMOTE_ADDR="198.51.100.7")
    assert ask(other, "QN-7K4M-93XD-6", PHONE_DIGITS).status_code == 303


def test_no_address_or_code_is_kept_with_a_failure(visitor):
    ask(visitor, "QN-0000-0000-0", "1234")
    kept = list(TrackingFailure.objects.values_list("key", flat=True))
    assert len(kept) == 2
    assert all(len(key) == 64 and set(key) <= set("0123456789abcdef") for key in kept)


def test_failures_are_forgotten_after_a_day(visitor):
    ask(visitor, "QN-0000-0000-0", "1234")
    assert attempts.forget_old() == 0
    with time_machine.travel(timezone.now() + timedelta(days=1, seconds=2)):
        assert attempts.forget_old() == 2


@pytest.mark.parametrize(
    ("code", "digits", "field", "says"),
    [
        ("", "1234", "code", "Nhập mã hồ sơ"),
        ("QN-7K4M-93XE-6", "1234", "code", "không đúng. Xem lại"),
        ("không phải mã", "1234", "code", "không đúng. Xem lại"),
        ("QN-7K4M-93XD-6", "", "digits", "bốn số cuối"),
        ("QN-7K4M-93XD-6", "12a4", "digits", "đúng bốn chữ số"),
        ("QN-7K4M-93XD-6", "123", "digits", "đúng bốn chữ số"),
        ("x" * 5000, "1234", "code", ""),
        ("\x00\u202e", "1234", "code", ""),
    ],
)
def test_bad_input_is_told_at_its_field(visitor, code, digits, field, says):
    answer = ask(visitor, code, digits)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert says in answer.text


def test_the_empty_form_is_cached_and_sets_no_cookie(visitor):
    first, second = visitor.get(PAGE), visitor.get(PAGE)
    assert not first.cookies
    assert second["X-Page-Cache"] == "hit"


def test_a_code_in_the_address_fills_the_form_and_is_not_cached(visitor):
    answer = visitor.get(PAGE, {"ma": "H49.22-261123-0017"})
    assert 'value="H49.22-261123-0017"' in answer.text
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("text", ["<script>", "1.001193", "", "ho so cua toi", "-", "A-"])
def test_what_is_no_code_is_not_taken_for_one(text):
    assert tidy_code(text) == ""
