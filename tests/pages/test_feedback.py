"""“Trang này có ích không?”: without cookies, without scripts, without a person."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.test import Client

from home import limits
from home.models import PageFeedback
from tests.factories import make_service
from tests.pages.markup import read
from tests.pages.prose import make_guidance, make_news

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site_tree):
    return make_guidance()


def send(page, browser=None, prefix="", **data):
    # As browsers send it: no token, and checks for one switched on.
    browser = browser or Client(enforce_csrf_checks=True)
    return browser.post(f"{prefix}/phan-hoi/{page.pk}/", data)


@pytest.mark.parametrize("make", [make_service, make_guidance, make_news])
def test_pages_ask(site_tree, visitor, make):
    page = make()
    shown = read(visitor.get(page.get_url()))
    forms = [
        values for tag, values in shown.tags if tag == "form" and values.get("method") == "post"
    ]
    assert [form["action"] for form in forms] == [f"/phan-hoi/{page.pk}/"]
    assert "Không thấy điều tôi cần" in shown.text
    assert "csrfmiddlewaretoken" not in visitor.get(page.get_url()).content.decode()


def test_yes_leads_back_to_the_thanks(page):
    answer = send(page, helpful="yes")
    assert (answer.status_code, answer["Location"]) == (303, f"{page.get_url()}#cam-on")
    assert not answer.cookies
    kept = PageFeedback.objects.get()
    assert (kept.page_id, kept.helpful, kept.reason) == (page.pk, True, "")


def test_no_keeps_the_reason(page):
    send(page, helpful="no", reason="outdated")
    assert PageFeedback.objects.get().reason == "outdated"


def test_english_leads_back_to_english(page):
    assert send(page, prefix="/en", helpful="yes")["Location"] == f"/en{page.get_url()}#cam-on"


@pytest.mark.parametrize("data", [{}, {"helpful": "maybe"}, {"reason": "unclear"}])
def test_what_is_no_answer_is_not_kept(page, data):
    assert send(page, **data)["Location"] == page.get_url()
    assert not PageFeedback.objects.exists()


def test_unknown_reasons_are_left_out(page):
    send(page, helpful="no", reason="my name is A, call 0912345678")
    send(page, helpful="yes", reason="unclear")
    assert set(PageFeedback.objects.values_list("reason", flat=True)) == {""}


def test_only_live_pages_of_the_site(page, site_tree):
    root = site_tree.get_parent()
    for pk in (page.pk + 1000, root.pk):
        assert Client().post(f"/phan-hoi/{pk}/", {"helpful": "yes"}).status_code == 404
    page.unpublish()
    assert send(page, helpful="yes").status_code == 404
    assert not PageFeedback.objects.exists()


def test_get_changes_nothing(page, visitor):
    assert visitor.get(f"/phan-hoi/{page.pk}/", {"helpful": "yes"}).status_code == 405


def test_other_sites_cannot_click(page):
    browser = Client(headers={"Sec-Fetch-Site": "cross-site"})
    send(page, browser, helpful="no")
    assert not PageFeedback.objects.exists()


def test_one_address_cannot_flood_and_the_others_are_not_held_back(page, monkeypatch, settings):
    settings.NUM_PROXIES = 1
    monkeypatch.setattr(limits, "FROM_ONE", 3)
    one = Client(headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.1"})
    codes = [send(page, one, helpful="yes").status_code for _ in range(5)]
    assert codes == [303, 303, 303, 429, 429]
    other = Client(headers={"X-Forwarded-For": "198.51.100.2"})
    assert send(page, other, helpful="yes").status_code == 303
    assert send(page, one, helpful="yes")["Retry-After"] == "3600"
    assert PageFeedback.objects.count() == 4


def test_nothing_kept_tells_who_it_was(page):
    send(page, Client(headers={"X-Forwarded-For": "198.51.100.7", "User-Agent": "X"}), helpful="no")
    names = {field.name for field in PageFeedback._meta.get_fields()}
    assert names == {"id", "page", "helpful", "reason", "day"}
    assert caches["default"].get("feedback:198.51.100.7") is None


def test_an_answer_leaves_the_cached_page_as_it_is(page, visitor, django_assert_num_queries):
    visitor.get(page.get_url())
    send(page, helpful="yes")
    with django_assert_num_queries(0):
        assert visitor.get(page.get_url())["X-Page-Cache"] == "hit"


def test_editors_read_which_pages_did_not_help(page, django_user_model):
    good = make_guidance("Trang tốt")
    for data in ({"helpful": "no", "reason": "unclear"}, {"helpful": "no"}, {"helpful": "yes"}):
        send(page, **data)
    send(good, helpful="yes")
    editor = Client()
    editor.force_login(
        django_user_model.objects.create_superuser("quantri"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    answer = editor.get("/quan-tri/reports/feedback/")
    assert answer.status_code == 200
    rows = {
        one.title: (one.yes, one.no, one.because_unclear) for one in answer.context["object_list"]
    }
    assert rows == {page.title: (1, 2, 1), "Trang tốt": (1, 0, 0)}
    assert answer.context["object_list"][0].title == page.title
    assert "Đọc không hiểu 1" in answer.content.decode()
    table = editor.get("/quan-tri/reports/feedback/", {"export": "csv"})
    assert page.title in b"".join(table.streaming_content).decode()
    assert "/quan-tri/reports/feedback/" in editor.get("/quan-tri/").content.decode()


def test_visitors_do_not_read_the_report(site_tree, visitor):
    assert visitor.get("/quan-tri/reports/feedback/").status_code == 302
