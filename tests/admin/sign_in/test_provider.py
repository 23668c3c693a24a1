"""Logging in at another provider: whom it lets in, whom it does not, and what they are told."""

from __future__ import annotations

import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import time_machine
from django.core.cache import caches
from django.test import Client
from wagtail.models import ModelLogEntry

from accounts.models import User
from tests.admin.sign_in.authenticator import is_in
from tests.admin.sign_in.openid_process import SECRET, pass_through, provider
from tests.server_process import free_port

BEGIN, BACK = "/quan-tri/oidc/dang-nhap/", "/quan-tri/oidc/tro-ve/"
HOST = "http://testserver"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The provider's address."""
    with provider(back=HOST + BACK, left=f"{HOST}/quan-tri/login/") as address:
        yield address


@pytest.fixture
def connected(person, settings, issuer) -> User:
    """The portal knows the provider; the provider knows bientap as "binh"."""
    settings.OIDC_ISSUER = issuer
    settings.OIDC_NAME = "Cổng cán bộ"
    settings.OIDC_CLIENT_ID = "portal"
    settings.OIDC_CLIENT_SECRET = SECRET
    return person


def come(window: Client, name: str, *, visit: httpx.Client | None = None, **query: str):
    """Press the button, log in at the provider as ``name``, and come back."""
    away = window.get(BEGIN, query)["Location"]
    back = pass_through(visit or httpx.Client(), away, name)
    return window.get(back.removeprefix(HOST))


def told(window: Client) -> str:
    """What the log-in page says."""
    return window.get("/quan-tri/login/").content.decode()


def test_the_button_stands_where_a_provider_is_set(person, window, settings):
    assert "Đăng nhập bằng" not in told(window)
    assert window.get(BEGIN).status_code == window.get(BACK).status_code == 404
    settings.OIDC_ISSUER, settings.OIDC_NAME = "https://id.example", "Cổng cán bộ"
    assert "Đăng nhập bằng Cổng cán bộ" in told(window)


def test_a_known_person_is_let_in_and_led_on(connected, window):
    answer = come(window, "binh", next="/quan-tri/dich_vu_cong/")
    assert answer["Location"] == "/quan-tri/dich_vu_cong/"
    assert is_in(window)
    connected.refresh_from_db()
    assert connected.oidc_subject == "binh"
    entry = ModelLogEntry.objects.filter(action="accounts.login").last()
    assert entry.data == {"way": "oidc"}


def test_the_road_is_the_code_flow_with_pkce_state_and_nonce(connected, window):
    asked = parse_qs(urlsplit(window.get(BEGIN)["Location"]).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["state"][0] and asked["nonce"][0]


def test_afterwards_the_provider_s_id_counts_not_the_address(connected, window):
    come(window, "binh")
    User.objects.filter(pk=connected.pk).update(email="khac@quangninh.example")
    other = Client()
    come(other, "binh")
    assert is_in(other)


@pytest.mark.parametrize(
    ("name", "words"),
    [("stranger", "Cổng chưa có tài khoản cho địa chỉ thư của bạn"),
     ("unverified", "Cổng cán bộ chưa xác minh địa chỉ thư"),
     ("silent", "Cổng cán bộ chưa xác minh địa chỉ thư")],
)  # fmt: skip
def test_who_is_not_let_in_is_told_what_to_do(connected, window, name, words):
    come(window, name)
    assert words in told(window)
    assert not is_in(window)
    connected.refresh_from_db()
    assert connected.oidc_subject is None


def test_an_account_belongs_to_the_first_who_came(connected, window):
    come(Client(), "binh")
    come(window, "impostor")
    assert "đã gắn với một người khác" in told(window)
    assert not is_in(window)


def test_one_address_at_two_accounts_is_nobody_s(connected, window):
    User.objects.filter(username="duyet").update(email=connected.email.upper())
    come(window, "binh")
    assert "Nhiều tài khoản" in told(window)
    assert not is_in(window)


def test_a_locked_account_stays_locked(connected, window):
    come(window, "binh")
    User.objects.filter(pk=connected.pk).update(is_active=False)
    assert not is_in(window)
    other = Client()
    come(other, "binh")
    assert "đã bị khoá" in told(other)


def test_new_accounts_have_no_right_whatever_the_claims_say(connected, window, settings):
    settings.OIDC_CREATE_USERS = True
    come(window, "stranger")
    made = User.objects.get(oidc_subject="stranger")
    assert made.get_full_name() == "Nguyễn Mới"
    assert not made.groups.exists()
    assert not made.is_superuser
    assert not made.has_usable_password()
    assert not is_in(window)


def test_a_second_step_at_the_provider_can_be_required(connected, window, settings):
    settings.OIDC_REQUIRED_AMR = ["mfa"]
    come(window, "binh")
    assert "không qua xác nhận hai bước" in told(window)
    assert not is_in(window)


def test_the_portal_s_own_second_step_is_not_asked_again(connected, window, settings):
    settings.REQUIRE_2FA = True
    come(window, "binh")
    assert is_in(window)


def test_another_state_is_refused(connected, window):
    away = window.get(BEGIN)["Location"]
    back = pass_through(httpx.Client(), away, "binh").removeprefix(HOST)
    other = Client()
    for address in (back + "x", BACK, f"{BACK}?code=1&state=2"):
        assert other.get(address)["Location"] == "/quan-tri/login/"
        assert "Hãy bấm nút đăng nhập một lần nữa" in told(other)
    other.get(back)
    assert not is_in(other)


def test_a_return_works_once(connected, window):
    away = window.get(BEGIN)["Location"]
    back = pass_through(httpx.Client(), away, "binh").removeprefix(HOST)
    window.get(back)
    assert window.get(back)["Location"] == "/quan-tri/login/"


def test_another_nonce_is_refused(connected, window):
    away = window.get(BEGIN)["Location"]
    session = window.session
    states = session["oidc_states"]
    for state in states.values():
        state["nonce"] = "another"
    session["oidc_states"] = states
    session.save()
    window.get(pass_through(httpx.Client(), away, "binh").removeprefix(HOST))
    assert "Cổng không xác minh được" in told(window)
    assert not is_in(window)


def test_an_answer_for_another_client_is_refused(connected, window, settings):
    away = window.get(BEGIN)["Location"]
    back = pass_through(httpx.Client(), away, "binh").removeprefix(HOST)
    settings.OIDC_CLIENT_SECRET = "wrong"
    window.get(back)
    assert "Cổng không xác minh được" in told(window)


def test_who_cancels_is_told(connected, window):
    state = parse_qs(urlsplit(window.get(BEGIN)["Location"]).query)["state"][0]
    window.get(BACK, {"error": "access_denied", "state": state})
    assert "Bạn chưa đăng nhập ở Cổng cán bộ" in told(window)


def test_while_the_provider_is_down_one_is_told_and_the_password_works(connected, window, settings):
    settings.OIDC_ISSUER = f"http://127.0.0.1:{free_port()}"
    window.get(BEGIN)
    assert "Cổng cán bộ không trả lời" in told(window)
    window.post("/quan-tri/login/", {"username": "bientap", "password": "bien-tap-2026"})
    assert is_in(window)


def test_when_it_goes_down_between_going_and_coming(connected, window, settings):
    away = window.get(BEGIN)["Location"]
    back = pass_through(httpx.Client(), away, "binh").removeprefix(HOST)
    key = f"oidc-metadata:{settings.OIDC_ISSUER}"
    gone = f"http://127.0.0.1:{free_port()}/token"
    caches["default"].set(key, caches["default"].get(key) | {"token_endpoint": gone})
    window.get(back)
    assert "Cổng cán bộ không trả lời" in told(window)


def test_the_provider_is_asked_again_from_time_to_time(connected, window):
    visit = httpx.Client()
    come(window, "binh", visit=visit)
    with time_machine.travel(time.time() + 16 * 60):
        # A list that a script loads, or a preview in its frame, cannot be led away.
        frame = window.get("/quan-tri/", headers={"Sec-Fetch-Dest": "iframe"})
        assert frame.status_code == 200
        away = window.get("/quan-tri/dich_vu_cong/")["Location"]
        assert "prompt=none" in away
        back = pass_through(visit, away)
        assert window.get(back.removeprefix(HOST))["Location"] == "/quan-tri/dich_vu_cong/"
        assert is_in(window)


def test_whose_session_ended_there_is_out_here(connected, window):
    come(window, "binh")
    with time_machine.travel(time.time() + 16 * 60):
        back = pass_through(httpx.Client(), window.get("/quan-tri/")["Location"])
        window.get(back.removeprefix(HOST))
        assert "Phiên của bạn ở Cổng cán bộ đã hết" in told(window)
        assert not is_in(window)


def test_logging_out_leaves_the_provider_too(connected, window):
    visit = httpx.Client()
    come(window, "binh", visit=visit)
    away = window.post("/quan-tri/logout/")["Location"]
    assert away.startswith(f"{connected_issuer(away)}/session/end?")
    assert visit.get(away).status_code == 200
    assert not is_in(window)


def connected_issuer(address: str) -> str:
    parts = urlsplit(address)
    assert parse_qs(parts.query)["id_token_hint"]
    return f"{parts.scheme}://{parts.netloc}"


def test_sessions_by_password_do_not_go_there(connected, window):
    window.post("/quan-tri/login/", {"username": "bientap", "password": "bien-tap-2026"})
    with time_machine.travel(time.time() + 16 * 60):
        assert is_in(window)
        assert window.post("/quan-tri/logout/")["Location"] == "/quan-tri/login/"
