"""Who may see what: every address, for a stranger to the unit and for nobody at all."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import get_resolver, reverse

from onestop.desk.actions import ACTIONS
from onestop.vocabulary import DossierStatus as S
from tests.onestop import making
from tests.onestop.desk.conftest import PASSWORD, at_desk


@pytest.fixture
def full(desk, service):
    """A dossier with a letter and a paper, and all addresses that lead to it."""
    dossier = making.dossier_at(service, S.REGISTERED)
    desk.post(reverse("desk:act", args=[dossier.code, "tiep-nhan"]), {"seen": dossier.version})
    dossier.refresh_from_db()
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    address = reverse("desk:act", args=[dossier.code, "co-ket-qua"])
    desk.post(address, {"seen": dossier.version, "file": file})
    dossier.refresh_from_db()
    return dossier


def addresses(dossier) -> dict[str, str]:
    return {
        "dossier": reverse("desk:dossier", args=[dossier.code]),
        "paper": reverse("desk:paper", args=[dossier.code, dossier.attachments.get().pk]),
        "letter": reverse("desk:letter", args=[dossier.code, dossier.letters.get().pk]),
        **{f"act:{slug}": reverse("desk:act", args=[dossier.code, slug]) for slug in ACTIONS},
    }


def test_the_table_names_every_address_of_a_dossier(full):
    patterns = get_resolver("onestop.desk.urls").url_patterns
    of_dossiers = {one.name for one in patterns if "<str:code>" in str(one.pattern)}
    assert of_dossiers == {name.split(":")[0] for name in addresses(full)}


def test_another_unit_finds_nothing(full, stranger):
    browser = at_desk(stranger)
    for name, address in addresses(full).items():
        assert browser.get(address).status_code == 404, name
        assert browser.post(address, {"seen": full.version}).status_code in {404, 405}, name
    for listing in ("desk:queue", "desk:queue_csv"):
        for query in ("", f"?q={full.code}", "?trang_thai=cho-tra"):
            answer = browser.get(reverse(listing) + query)
            text = b"".join(answer) if answer.streaming else answer.content
            assert f">{full.code}<".encode() not in text
            assert full.applicant_name.encode() not in text
    full.refresh_from_db()
    assert full.status == S.FINISHED


def test_its_own_unit_finds_all(full, desk):
    found = {name: desk.get(address).status_code for name, address in addresses(full).items()}
    assert found.pop("dossier") == found.pop("paper") == found.pop("letter") == 200
    assert {name for name, status in found.items() if status == 200} == {
        "act:tra-ket-qua",
        "act:chuyen",
    }


def test_nobody_is_sent_to_log_in_and_back(full, client):
    for address in [*addresses(full).values(), reverse("desk:queue"), reverse("desk:overview")]:
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert answer.url.startswith(reverse("desk:log_in") + "?next=/ban-lam-viec/")
        assert "no-store" in answer["Cache-Control"]


def test_a_paper_never_opens_inside_the_desk(full, desk):
    answer = desk.get(addresses(full)["paper"])
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "name", ["a\r\nSet-Cookie: x=1.pdf", "../../etc/passwd", "giấy “tờ”.pdf", "..."]
)
def test_names_of_files_cannot_break_out(full, desk, name):
    full.attachments.update(filename=name)
    header = desk.get(addresses(full)["paper"])["Content-Disposition"]
    assert header.startswith("attachment")
    assert "/" not in header and "\n" not in header


def test_a_type_that_a_browser_would_run_is_handed_out_as_bytes(full, desk):
    blob = full.attachments.get().blob
    blob.media_type = "text/html"
    blob.save()
    assert desk.get(addresses(full)["paper"])["Content-Type"] == "application/octet-stream"


def test_a_paper_that_is_gone_from_the_disk_is_reported(full, desk, caplog):
    full.attachments.get().blob.path.unlink()
    assert desk.get(addresses(full)["paper"]).status_code == 404
    assert "paper_missing" in caplog.text


@pytest.mark.parametrize("account", ["without a unit", "shut"])
def test_accounts_that_may_not_work_here(client, binh, account):
    if account == "shut":
        User.objects.filter(pk=binh.user_id).update(is_active=False)
        username = "binh"
    else:
        username = User.objects.create_user("ai-do", password=PASSWORD).username
    answer = client.post(reverse("desk:log_in"), {"username": username, "password": PASSWORD})
    assert answer.status_code == 200
    assert "<title>Lỗi: " in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_an_officer_whose_unit_is_closed_is_out(desk, agency):
    agency.is_active = False
    agency.save()
    assert desk.get(reverse("desk:queue")).status_code == 302


def test_logging_in_leads_to_where_one_was_going(client, binh, full):
    there = addresses(full)["dossier"]
    log_in = client.get(there).url
    data = {"username": "binh", "password": PASSWORD, "next": there}
    assert client.post(log_in, data).url == there
    elsewhere = {**data, "next": "https://evil.example/"}
    assert Browser().post(reverse("desk:log_in"), elsewhere).url == reverse("desk:queue")


def test_logging_out_ends_the_session(desk):
    assert desk.post(reverse("desk:log_out")).url == reverse("desk:log_in")
    assert desk.get(reverse("desk:queue")).status_code == 302


def test_guessing_passwords_is_stopped(client, binh, settings):
    settings.AXES_ENABLED = True
    wrong = {"username": "binh", "password": "sai"}
    answers = [
        client.post(reverse("desk:log_in"), wrong) for _ in range(settings.AXES_FAILURE_LIMIT)
    ]
    assert answers[-1].status_code == 429
    assert "sai quá nhiều lần" in answers[-1].content.decode()
    right = client.post(reverse("desk:log_in"), {**wrong, "password": PASSWORD})
    assert right.status_code == 429


def test_a_page_that_stood_open_too_long_says_so(binh, full):
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(binh.user, backend="django.contrib.auth.backends.ModelBackend")
    answer = browser.post(addresses(full)["act:tra-ket-qua"], {"seen": full.version})
    assert answer.status_code == 403
    assert "Chưa có gì được ghi" in answer.content.decode()


def test_the_session_ends_by_itself(settings):
    assert settings.SESSION_COOKIE_AGE <= 3600
    assert settings.SESSION_COOKIE_HTTPONLY


def test_only_heads_see_the_overview(desk, an):
    assert desk.get(reverse("desk:overview")).status_code == 404
    assert at_desk(an).get(reverse("desk:overview")).status_code == 200


def test_errors_are_pages_in_plain_words(desk, client):
    missing = desk.get(reverse("desk:dossier", args=["H49.99-260101-0001"]))
    assert missing.status_code == 404
    assert "hồ sơ do đơn vị khác giải quyết" in missing.content.decode()
    address = reverse("desk:act", args=["H49.99-260101-0001", "co-ket-qua"])
    large = desk.generic("POST", address, b"", CONTENT_LENGTH="99999999999")
    assert large.status_code == 413
    assert "tối đa 20 MB" in large.content.decode()
    assert client.get("/v1/nothing").headers["Content-Type"] == "application/problem+json"


def test_an_error_of_ours_is_said_plainly(desk, dossier, monkeypatch):
    desk.raise_request_exception = False
    monkeypatch.setattr("onestop.desk.views.lists.queue.tab_counts", lambda officer: 1 / 0)
    answer = desk.get(reverse("desk:queue"))
    assert answer.status_code == 500
    assert "Lỗi đã được ghi lại" in answer.content.decode()
