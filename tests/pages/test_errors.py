"""Pages for when something is wrong."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from core.models import PortalSettings
from home import error_pages
from home.models import HomePage
from tests.factories import make_service
from tests.pages.markup import HOSTILE, read


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/dich-vu/cap-doi-the-can-cuoc/", "cap doi the can cuoc"),
        ("/en/dich-vu/cap-doi-the-1001193/", "cap doi the"),
        ("/tin-tuc/l%E1%BB%8Bch-ngh%E1%BB%89/", "lịch nghỉ"),
        ("/dich-vu.html", ""),
        ("/12345/", ""),
        ("/", ""),
        ("//%00/", ""),
        ("/" + "dai-" * 90, ("dai " * 20).strip()),
    ],
)
def test_words_of_an_address(path, words):
    assert error_pages.words_of(path) == words


@pytest.mark.django_db
def test_not_found_helps_to_find(site_tree, visitor):
    make_service(official_name="Đăng ký khai sinh", popularity=9)
    PortalSettings.objects.update(hotline="1900 1000")
    answer = visitor.get("/dich-vu/lam-giay-khai-sinh/")
    assert answer.status_code == 404
    page = read(answer)
    box = next(values for tag, values in page.tags if values.get("type") == "search")
    assert box["value"] == "lam giay khai sinh"
    assert "Đăng ký khai sinh" in page.text
    assert "tel:19001000" in page.links
    robots = next(values for tag, values in page.tags if values.get("name") == "robots")
    assert robots["content"] == "noindex"


@pytest.mark.django_db
def test_not_found_in_english_keeps_the_language(site_tree, visitor):
    page = read(visitor.get("/en/khong-co/"))
    assert "/en/dich-vu/" in page.links


@pytest.mark.django_db
def test_a_hostile_address_stays_text(site_tree, visitor):
    answer = visitor.get("/" + HOSTILE.replace("/", ""))
    assert answer.status_code == 404
    read(answer)


@pytest.mark.django_db
def test_not_found_takes_few_queries(site_tree, visitor, django_assert_max_num_queries):
    make_service()
    with django_assert_max_num_queries(15):
        assert visitor.get("/khong/co/trang/nay/").status_code == 404


@pytest.mark.django_db
def test_a_crash_is_answered_without_the_database(site_tree, monkeypatch):
    def crash(self, *args, **kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr(HomePage, "get_context", crash)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert "Trang đang gặp lỗi" in answer.content.decode()
    assert "broken" not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("handler", "error", "status"),
    [
        (error_pages.bad_request, SuspiciousOperation("x"), 400),
        (error_pages.forbidden, PermissionDenied("secret reason"), 403),
    ],
)
def test_plain_pages_need_no_database_and_tell_no_secret(handler, error, status):
    # Without the django_db mark any query would be an error.
    answer = handler(RequestFactory().get("/"), error)
    html = answer.content.decode()
    assert answer.status_code == status
    assert "secret reason" not in html
    assert html.count("<h1>") == 1 and "style=" not in html and "<script" not in html


def test_the_crash_page_survives_broken_templates(monkeypatch):
    def broken(*args, **kwargs):
        raise ValueError("no such static file")

    monkeypatch.setattr(error_pages, "render_to_string", broken)
    answer = error_pages.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500 and "Thử lại" in answer.content.decode()


@pytest.mark.parametrize("template", ["400.html", "403.html", "500.html", "errors/too_many.html"])
def test_plain_pages_stand_alone(template):
    html = render_to_string(template)
    assert "vendor/" not in html, "only files of our own repository"
    assert "css/errors.css" in html
