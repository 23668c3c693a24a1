"""Searches are counted through the front door, from the view and from the page cache alike."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from search.engines import get_engine
from search.models import SearchDay
from search.query_log import counting, writing
from search.query_log.counting import Counter, Counts, Key, counter
from tests.search.documents import SERVICES

BROWSER = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile Safari/537.36"}

HOSTILE = [
    "Tôi là Nguyễn Văn Khôi cccd 022 099 001 234 làm lại căn cước",
    "khai sinh gọi 0912.345.678 gặp bà Phượng",
    "khôi.nguyen@example.com hỏi khai sinh",
    "H49.22-261124-0001 bao giờ xong",
    "xe 14A-123.45 sang tên",
    "nhà số 12 ngõ 5 đường Trần Quốc Toản xin phép xây",
]
SECRETS = ["022099", "022 099", "0912", "khôi", "phượng", "@", "261124", "14a", "12345", "toản"]


@pytest.fixture(autouse=True)
def _nothing_waits():
    counter._waiting.clear()
    yield
    counter._waiting.clear()


@pytest.fixture
def index():
    get_engine().rebuild(SERVICES)


def search(text: str, browser: Client | None = None, **more):
    headers = {**BROWSER, **more.pop("headers", {})}
    return (browser or Client()).get("/tim-kiem/", {"q": text, **more}, headers=headers)


def click(**data):
    headers = {**BROWSER, "Origin": "http://testserver", **data.pop("headers", {})}
    return Client().post("/tim-kiem/da-chon", data, headers=headers)


def rows() -> list[tuple]:
    counter.flush()
    return list(
        SearchDay.objects.order_by("text", "code").values_list(
            "text", "code", "searches", "zero_results", "low_confidence", "clicks", "best_position"
        )
    )


@pytest.mark.django_db
def test_a_search_is_counted_when_rendered_and_when_served_from_the_cache(site_tree, index):
    states = [search("Khai  Sinh")["X-Page-Cache"] for _ in range(3)]
    assert states == ["miss", "hit", "hit"]
    assert rows() == [("khai sinh", "", 3, 0, 0, 0, None)]
    search("khai sinh")
    assert rows()[0][2] == 4
    assert SearchDay.objects.get().day == timezone.localdate()


@pytest.mark.django_db
def test_a_visitor_validating_a_kept_page_is_counted(site_tree, index):
    etag = search("khai sinh")["ETag"]
    assert search("khai sinh", headers={"If-None-Match": etag}).status_code == 304
    assert rows()[0][2] == 2


@pytest.mark.django_db
def test_a_visitor_waits_for_no_write(site_tree, index, django_assert_num_queries):
    search("khai sinh")
    with django_assert_num_queries(0):
        assert search("khai sinh")["X-Page-Cache"] == "hit"


@pytest.mark.django_db
def test_a_query_that_nothing_answers_is_counted_so(site_tree, index):
    assert search("xyzxyz qwrtp").status_code == 200
    assert [row[:4] for row in rows()] == [("xyzxyz qwrtp", "", 1, 1)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "python-requests/2.32"},
        {"User-Agent": ""},
        {"Sec-Purpose": "prefetch"},
    ],
)
def test_programs_are_not_counted(site_tree, index, headers):
    assert search("khai sinh", headers=headers).status_code == 200
    assert rows() == []


@pytest.mark.django_db
def test_what_is_no_search_of_its_own_is_not_counted(site_tree, index, django_user_model):
    search("")
    search("khai sinh", page="2")
    search("khai sinh", field="ho-tich")
    search("khai sinh", sort="name")
    Client().head("/tim-kiem/", {"q": "khai sinh"}, headers=BROWSER)
    editor = Client()
    editor.force_login(
        django_user_model.objects.create_user("bientap"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    assert search("khai sinh", editor).status_code == 200
    assert rows() == []


@pytest.mark.django_db
def test_personal_data_reaches_neither_memory_nor_database(site_tree, index):
    for text in HOSTILE:
        response = search(text)
        assert response.status_code in (200, 302)
        click(q=text, code="1.001193", position="1")
    waiting = " ".join(key.text for key in counter._waiting).lower()
    counter.flush()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {SearchDay._meta.db_table}")
        stored = str(cursor.fetchall()).lower()
    assert SearchDay.objects.exists()
    for secret in SECRETS:
        assert secret not in waiting
        assert secret not in stored


@pytest.mark.django_db
def test_a_chosen_result_is_counted_with_its_place(site_tree, index):
    search("khai sinh")
    for position in ("3", "2", "5"):
        response = click(q="Khai sinh", code="1.001193", position=position)
        assert (response.status_code, response.cookies) == (204, {})
    assert rows() == [
        ("khai sinh", "", 1, 0, 0, 0, None),
        ("khai sinh", "1.001193", 0, 0, 0, 3, 2),
    ]
    assert SearchDay.objects.get(code="1.001193").positions == 10


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"q": "chưa ai tìm"},
        {"q": ""},
        {"code": "<script>"},
        {"code": ""},
        {"position": "0"},
        {"position": "-1"},
        {"position": "x"},
        {"position": "999"},
        {"headers": {"Origin": "https://example.com"}},
        {"headers": {"User-Agent": "curl/8"}},
    ],
)
def test_other_clicks_are_answered_and_not_counted(site_tree, index, wrong):
    search("khai sinh")
    assert (
        click(**{"q": "khai sinh", "code": "1.001193", "position": "1", **wrong}).status_code == 204
    )
    assert sum(row[5] for row in rows()) == 0


@pytest.mark.django_db
def test_one_address_cannot_count_without_end(site_tree, index):
    search("khai sinh")
    for _ in range(50):
        click(q="khai sinh", code="1.001193", position="1")
    assert sum(row[5] for row in rows()) == 30
    assert Client().get("/tim-kiem/da-chon").status_code == 405


@pytest.mark.django_db
def test_the_page_tells_its_script_what_to_send(site_tree, index):
    html = search("khai sinh").text
    assert 'data-chosen="/tim-kiem/da-chon" data-query="khai sinh" data-before="0"' in html
    assert 'data-code="1.001193"' in html
    assert "js/search-clicks.js" in html
    assert "connect-src 'self'" in search("khai sinh")["Content-Security-Policy"]


@pytest.mark.django_db(transaction=True)
def test_many_threads_lose_no_count():
    own = Counter()
    day = timezone.localdate()

    def work(number: int) -> None:
        for turn in range(50):
            own.search(f"văn bản {turn % 5}", zero_results=turn % 2 == 0, low_confidence=False)
            own.click(f"văn bản {turn % 5}", "1.001193", number + 1)
            if turn % 10 == number:
                own.flush()
        connections.close_all()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    own.flush()
    asked = SearchDay.objects.filter(day=day, code="")
    assert sum(row.searches for row in asked) == 300
    assert sum(row.zero_results for row in asked) == 150
    chosen = SearchDay.objects.filter(day=day, code="1.001193")
    assert sum(row.clicks for row in chosen) == 300
    assert {row.best_position for row in chosen} == {1}


@pytest.mark.django_db
def test_when_writing_fails_the_visitor_sees_nothing_and_the_counts_wait(
    site_tree, index, monkeypatch
):
    def broken(counts):
        raise RuntimeError("disk full")

    monkeypatch.setattr(counting, "write", broken)
    assert search("khai sinh").status_code == 200
    assert counter.flush() == 0
    monkeypatch.setattr(counting, "write", writing.write)
    search("khai sinh")
    assert rows()[0][2] == 2


def test_what_waits_is_bounded(monkeypatch):
    monkeypatch.setattr(counting, "MOST_WAITING", 3)
    own = Counter()
    for number in range(10):
        own.search(f"văn bản {number % 5}", zero_results=False, low_confidence=False)
    assert len(own._waiting) == 3


@pytest.mark.django_db(transaction=True)
def test_a_thread_of_its_own_writes_soon(settings):
    settings.SEARCH_LOG_FLUSH_SECONDS = 0.01
    own = Counter()
    own.search("khai sinh", zero_results=False, low_confidence=False)
    for one in threading.enumerate():
        if one.name == "search-log":
            one.join()
    assert SearchDay.objects.get().searches == 1


@pytest.mark.django_db
def test_old_days_are_forgotten_by_the_clock(db):
    today = timezone.localdate()
    ages = [0, settings.SEARCH_LOG_DAYS, settings.SEARCH_LOG_DAYS + 1, 400]
    writing.write(
        {Key(today - timedelta(days=age), "khai sinh"): Counts(searches=1) for age in ages}
    )
    call_command("clock", "--once")
    kept = SearchDay.objects.order_by("-day").values_list("day", flat=True)
    assert [(today - day).days for day in kept] == [0, settings.SEARCH_LOG_DAYS]
