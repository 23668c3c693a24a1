"""The report of queries, and the way from a query that fails to one that works for good."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO, StringIO

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.search_promotions.models import SearchPromotion

from search.models import RegressionQuery, SynonymSet
from search.query_log.counting import Counts, Key
from search.query_log.writing import write
from services_catalogue.models import ServicePage
from tests.factories import make_service

REPORT = "/quan-tri/bao-cao/tim-kiem/"


@pytest.fixture
def service(site_tree) -> ServicePage:
    """A live service that nobody finds by its everyday name."""
    page = make_service(code="1.001193", short_name="Đổi giấy phép lái xe")
    call_command("rebuild_index", verbosity=0)
    return page


@pytest.fixture
def asked(db) -> None:
    """A log of four texts; one of them long ago."""
    today = timezone.localdate()
    write(
        {
            Key(today, "bằng lái rơi mất"): Counts(searches=9, zero_results=9),
            Key(today, "khai sinh"): Counts(searches=40),
            Key(today, "khai sinh", "1.000894"): Counts(clicks=2, positions=2, best_position=1),
            Key(today, "khai sinh", "1.001193"): Counts(clicks=28, positions=70, best_position=1),
            Key(today, "đổi tên"): Counts(searches=20, low_confidence=6),
            Key(today, "đổi tên", "1.000001"): Counts(clicks=1, positions=8, best_position=8),
            Key(today - timedelta(days=60), "sổ đỏ"): Counts(searches=5),
        }
    )


def shown(browser: Client, **query: str) -> dict[str, list[str]]:
    """Cells of the report by text."""
    html = BeautifulSoup(browser.get(REPORT, query).content, "html.parser")
    rows = [
        [" ".join(cell.text.split()) for cell in row.find_all("td")]
        for row in html.select("table.listing tbody tr")
    ]
    return {row[0]: row[1:] for row in rows}


def links(browser: Client, text: str) -> dict[str, str]:
    """The fixes offered for ``text``."""
    html = BeautifulSoup(browser.get(REPORT, {"q": text}).content, "html.parser")
    return {
        " ".join(link.text.split()): link["href"] for link in html.select(".search-fixes a[href]")
    }


def test_the_report_counts_what_was_asked(asked, editor):
    rows = shown(editor)
    assert list(rows) == ["khai sinh", "đổi tên", "bằng lái rơi mất"]
    assert rows["khai sinh"][:6] == ["40", "0", "0", "30", "2,4", "1.001193"]
    assert rows["bằng lái rơi mất"][:2] == ["9", "9"]


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ({"period": "90"}, ["khai sinh", "đổi tên", "bằng lái rơi mất", "sổ đỏ"]),
        ({"period": "7", "show": "empty"}, ["bằng lái rơi mất"]),
        ({"show": "doubted"}, ["đổi tên"]),
        ({"show": "unchosen"}, ["đổi tên"]),
        ({"q": "sinh"}, ["khai sinh"]),
        ({"ordering": "text"}, ["bằng lái rơi mất", "khai sinh", "đổi tên"]),
        ({"ordering": "chosen"}, ["bằng lái rơi mất", "đổi tên", "khai sinh"]),
        ({"period": "x"}, ["khai sinh", "đổi tên", "bằng lái rơi mất"]),
    ],
)
def test_the_report_is_narrowed_and_sorted(asked, editor, query, texts):
    assert list(shown(editor, **query)) == texts


def test_the_report_is_exported(asked, editor):
    answer = editor.get(REPORT, {"export": "csv", "show": "empty"})
    lines = answer.getvalue().decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("bằng lái rơi mất,9,9,0,0,")
    answer = editor.get(REPORT, {"export": "xlsx"})
    sheet = openpyxl.load_workbook(BytesIO(answer.getvalue())).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1] == ("khai sinh", 40, 0, 0, 30, 2.4, "1.001193")


def test_the_report_is_for_people_of_the_portal(asked, editor, django_user_model):
    assert Client().get(REPORT).status_code == 302
    stranger = Client()
    stranger.force_login(
        django_user_model.objects.create_user("khach"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    assert stranger.get(REPORT).status_code == 302
    menu = editor.get("/quan-tri/").text
    assert REPORT in menu
    assert "search-terms" not in menu


def test_each_person_is_offered_what_they_may_do(asked, service, editor, moderator):
    assert set(links(editor, "bằng lái")) == {"Tên thường gọi"}
    assert set(links(moderator, "bằng lái")) == {
        "Tên thường gọi",
        "Từ đồng nghĩa",
        "Gợi ý của cơ quan",
    }
    add = reverse("wagtailsnippets_search_synonymset:add")
    assert editor.get(f"{add}?q=x").status_code == 302
    assert editor.get(reverse("best_bet_for_query"), {"q": "x"}).status_code == 302


def test_a_synonym_mends_a_query_and_keeps_it(asked, service, moderator):
    form = links(moderator, "bằng lái")["Từ đồng nghĩa"]
    html = BeautifulSoup(moderator.get(form).content, "html.parser")
    assert html.find("textarea", {"name": "terms"}).text.strip() == "bằng lái rơi mất"
    address = html.find("form", {"data-edit-form": True})["action"]
    data = {"kind": "everyday", "terms": "bằng lái rơi mất", "means": "đổi giấy phép lái xe",
            "direction": "one", "is_active": "on"}  # fmt: skip
    answer = moderator.post(address, data, follow=True)
    assert "Đã ghi “bằng lái rơi mất”" in answer.text
    assert SynonymSet.objects.get().term_list == ["bằng lái rơi mất"]
    kept = RegressionQuery.objects.get()
    assert (kept.text, kept.codes, kept.kind) == ("bằng lái rơi mất", ["1.001193"], "synonym")
    assert kept.fixed_by.username == "duyet"


def test_a_synonym_whose_official_words_find_nothing_says_so(asked, service, moderator):
    form = links(moderator, "bằng lái")["Từ đồng nghĩa"]
    data = {"kind": "everyday", "terms": "bằng lái rơi mất", "means": "qzxwv", "direction": "one"}
    answer = moderator.post(form, data, follow=True)
    assert "Chưa biết “bằng lái rơi mất” phải ra dịch vụ nào" in answer.text
    assert not RegressionQuery.objects.exists()


def test_an_editor_proposes_a_popular_name(asked, service, editor, moderator):
    form = links(editor, "bằng lái")["Tên thường gọi"]
    answer = editor.post(form, {"service": service.pk, "name": "bằng lái rơi mất"}, follow=True)
    assert "gửi duyệt" in answer.text
    service.refresh_from_db()
    assert service.popular_names == ""
    assert service.get_latest_revision_as_object().popular_names == "bằng lái rơi mất"
    assert service.workflow_in_progress
    assert "Đổi giấy phép lái xe" in moderator.get("/quan-tri/").text
    assert RegressionQuery.objects.get().codes == ["1.001193"]
    locked = editor.post(form, {"service": service.pk, "name": "mất bằng"}, follow=True)
    assert "Bạn không sửa được dịch vụ này lúc này." in locked.text
    again = moderator.post(form, {"service": service.pk, "name": "Bằng lái rơi mất"}, follow=True)
    assert "đã có tên này" in again.text


def test_a_moderator_adds_a_popular_name_at_once(
    asked, service, moderator, visitor, django_capture_on_commit_callbacks
):
    form = links(moderator, "bằng lái")["Tên thường gọi"]
    with django_capture_on_commit_callbacks(execute=True):
        answer = moderator.post(form, {"service": service.pk, "name": "bằng lái rơi mất"}, follow=True)  # fmt: skip
    assert "và xuất bản" in answer.text
    service.refresh_from_db()
    assert service.popular_names == "bằng lái rơi mất"
    assert 'data-code="1.001193"' in visitor.get("/tim-kiem/?q=bang+lai+roi+mat").text


def test_somebody_elses_draft_is_not_published_along(asked, service, moderator):
    service.short_name = "Viết dở"
    service.save_revision()
    form = links(moderator, "bằng lái")["Tên thường gọi"]
    answer = moderator.post(form, {"service": service.pk, "name": "bằng lái rơi"}, follow=True)
    assert "bản nháp" in answer.text
    service = ServicePage.objects.get(pk=service.pk)
    assert (service.short_name, service.popular_names) == ("Đổi giấy phép lái xe", "")


def test_a_popular_name_tells_of_nobody(asked, service, moderator):
    form = links(moderator, "bằng lái")["Tên thường gọi"]
    answer = moderator.post(form, {"service": service.pk, "name": "0912 345 678"})
    assert "Không ghi tên người" in answer.text
    assert all("0912" not in str(one.content) for one in service.revisions.all())


def test_the_form_chooses_what_most_people_chose(asked, service, editor):
    html = editor.get(links(editor, "khai sinh")["Tên thường gọi"]).text
    assert f'value="{service.pk}"' in html


def test_a_best_bet_is_begun_from_a_query_and_kept(asked, service, moderator, visitor):
    form = links(moderator, "bằng lái")["Gợi ý của cơ quan"]
    html = moderator.get(form).text
    assert 'value="bằng lái rơi mất"' in html
    data = {"query_string": "bằng lái rơi mất", "editors_picks-TOTAL_FORMS": 1,
            "editors_picks-INITIAL_FORMS": 0, "editors_picks-MIN_NUM_FORMS": 0,
            "editors_picks-MAX_NUM_FORMS": 1000, "editors_picks-0-page": service.pk,
            "editors_picks-0-ORDER": 1, "editors_picks-0-description": ""}  # fmt: skip
    moderator.post(form, data, follow=True)
    assert SearchPromotion.objects.get().page_id == service.pk
    kept = RegressionQuery.objects.get()
    assert (kept.codes, kept.kind) == (["1.001193"], "best_bet")
    assert "Gợi ý của cơ quan" in visitor.get("/tim-kiem/?q=bang+lai+roi+mat").text


def test_kept_queries_are_asked_again(service):
    RegressionQuery.objects.create(text="đổi giấy phép lái xe", expected_codes="1.001193")
    RegressionQuery.objects.create(text="qzxwv", expected_codes="1.001193")
    out = StringIO()
    call_command("evaluate_search", "--kept", "--misses", stdout=out)
    lines = out.getvalue().splitlines()
    figures = next(line for line in lines if line.startswith("kept")).split()
    assert figures[1:4] == ["2", "0.500", "0.500"]
    assert any(line.startswith("kept\tqzxwv\t1.001193") for line in lines)


def test_a_kept_query_holds_no_personal_data(moderator):
    add = reverse("wagtailsnippets_search_regressionquery:add")
    data = {"text": "khai sinh 0912 345 678", "expected_codes": "1.001193", "kind": "manual"}
    moderator.post(add, data)
    assert RegressionQuery.objects.get().text == "khai sinh"
    answer = moderator.post(add, {**data, "text": "sổ đỏ", "expected_codes": "abc"})
    assert "Không phải mã thủ tục: abc" in answer.text
