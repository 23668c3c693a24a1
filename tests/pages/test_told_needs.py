"""“Kể cho chúng tôi bạn cần gì”: what the search did not find reaches the editors without a person."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from accounts.models import User
from home.models import ToldNeed
from home.told_needs_admin import untold
from search.engines import get_engine
from services_catalogue.units.scope import scope_of
from tests.search.documents import SERVICES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_tree")]
SEARCH, TELL = "/tim-kiem/", "/ke-nhu-cau/"


@pytest.fixture(autouse=True)
def _nobody_was_here():
    caches["limits"].clear()


def test_a_search_without_an_answer_asks_what_is_needed(visitor):
    get_engine().rebuild(SERVICES)
    page = visitor.get(SEARCH, {"q": "qwrtzpl"}).text
    assert "Kể cho chúng tôi bạn cần gì" in page
    assert f'action="{TELL}"' in page


def test_what_is_told_is_kept_without_a_person_and_thanked(visitor):
    told = "tôi muốn làm lại giấy tờ xe cũ của bố, gọi tôi số 0912 345 678, căn cước 022190004412"
    answer = visitor.post(TELL, {"q": "giay to xe 0912345678", "need": told})
    assert answer.status_code == 303
    assert answer["Location"].startswith(f"{SEARCH}?q=")
    assert answer["Location"].endswith("#da-nhan")
    need = ToldNeed.objects.get()
    assert "giấy tờ xe cũ" in need.words
    assert need.query.startswith("giay to")
    for secret in ("0912", "345", "0221"):
        assert secret not in need.words + need.query


def test_nothing_told_keeps_nothing(visitor):
    visitor.post(TELL, {"q": "abc", "need": "  "})
    visitor.post(TELL, {"q": "abc", "need": "0912345678"})
    assert not ToldNeed.objects.exists()


def test_another_sites_page_cannot_tell_for_its_visitor(visitor):
    visitor.post(TELL, {"q": "abc", "need": "giấy"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert not ToldNeed.objects.exists()


def test_who_tells_too_much_waits(visitor):
    for number in range(20):
        assert visitor.post(TELL, {"need": f"giấy số {number}"}).status_code == 303
    answer = visitor.post(TELL, {"need": "giấy"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert ToldNeed.objects.count() == 20


def test_it_waits_on_the_desk_of_the_province_until_it_is_ticked_off(client: Client):
    need = ToldNeed.objects.create(words="giấy cho chó đi máy bay", query="cho di may bay")
    boss = User.objects.create_superuser("quan-tri", password="x")
    waiting = untold(boss, scope_of(boss), 5)
    assert (waiting.total, waiting.matters[0].title) == (1, need.words)
    client.force_login(boss)
    listed = client.get(reverse("wagtailsnippets_home_toldneed:list"))
    assert need.words in listed.text
    assert "cho+di+may+bay" in listed.text
    edited = client.post(waiting.matters[0].url, {"answered": "on"})
    assert edited.status_code == 302
    assert untold(boss, scope_of(boss), 5).total == 0
    need.refresh_from_db()
    assert need.words == "giấy cho chó đi máy bay"
