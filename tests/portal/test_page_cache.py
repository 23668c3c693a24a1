"""The page cache, through the front door."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.test import Client

from home.models import HomePage
from portal import page_cache
from search.engines import get_engine
from services_catalogue.models import Field
from tests.factories import make_service

pytestmark = pytest.mark.django_db


def state(response) -> str:
    return response.headers.get("X-Page-Cache", "none")


def test_the_second_visitor_is_served_from_the_cache(site_tree, django_assert_num_queries):
    assert state(Client().get("/tin-tuc/")) == "miss"
    with django_assert_num_queries(0):
        assert state(Client().get("/tin-tuc/")) == "hit"


def test_an_edit_empties_the_cache_at_once(site_tree, django_capture_on_commit_callbacks):
    Client().get("/tin-tuc/")
    page = site_tree.get_children().get(slug="tin-tuc").specific
    page.title = "Tin mới nhất"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    response = Client().get("/tin-tuc/")
    assert state(response) == "miss"
    assert "Tin mới nhất" in response.content.decode()


def test_a_taxonomy_edit_empties_the_cache(site_tree, django_capture_on_commit_callbacks):
    Client().get("/tin-tuc/")
    with django_capture_on_commit_callbacks(execute=True):
        Field.objects.create(name="Du lịch", slug="du-lich")
    assert state(Client().get("/tin-tuc/")) == "miss"


def test_a_page_rendered_while_an_edit_lands_is_never_served(site_tree, monkeypatch):
    """The race that deleting keys has: rendered before the edit, stored after it."""
    original = HomePage.get_context

    def slow(self, *args, **kwargs):
        context = original(self, *args, **kwargs)
        page_cache.start_new_generation()  # an edit commits while this page is being rendered
        return context

    monkeypatch.setattr(HomePage, "get_context", slow)
    Client().get("/")
    monkeypatch.undo()
    assert state(Client().get("/")) == "miss"


def test_etag_answers_304_from_the_cache_and_past_it(site_tree):
    first = Client().get("/tin-tuc/")
    etag = first.headers["ETag"]
    assert Client().get("/tin-tuc/", headers={"If-None-Match": etag}).status_code == 304
    caches["pages"].clear()
    assert Client().get("/tin-tuc/", headers={"If-None-Match": etag}).status_code == 304
    # The conditional visitor's 304 was not kept for everybody.
    assert Client().get("/tin-tuc/").status_code == 200


def test_editors_are_never_served_from_the_cache(site_tree, django_user_model):
    Client().get("/tin-tuc/")
    editor = Client()
    editor.force_login(django_user_model.objects.create_superuser("quantri"))
    assert state(editor.get("/tin-tuc/")) == "none"


def test_404_is_not_kept(site_tree):
    assert Client().get("/khong-co/").status_code == 404
    make_service(slug="khong-co")
    assert state(Client().get("/khong-co/")) == "none"


def test_compressed_and_plain_do_not_mix(site_tree):
    zipped = Client().get("/tin-tuc/", headers={"Accept-Encoding": "gzip"})
    plain = Client().get("/tin-tuc/")
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert b"<html" in plain.content


@pytest.mark.parametrize("path", ["/", "/tin-tuc/", "/dich-vu/", "/co-quan/", "/tim-kiem/?q=a"])
def test_visitors_get_no_cookie(site_tree, path):
    get_engine().rebuild([])
    response = Client().get(path)
    assert response.status_code == 200
    assert not response.cookies


def test_who_asks_for_the_head_first_spoils_nothing_for_who_reads(site_tree):
    head = Client().head("/tin-tuc/", headers={"Accept-Encoding": "gzip"})
    page = Client().get("/tin-tuc/", headers={"Accept-Encoding": "gzip"})
    assert (state(head), state(page)) == ("miss", "hit")
    assert head["ETag"] == page["ETag"]
    assert page["Content-Encoding"] == "gzip"
    same = Client().head(
        "/tin-tuc/", headers={"Accept-Encoding": "gzip", "If-None-Match": head["ETag"]}
    )
    assert same.status_code == 304
