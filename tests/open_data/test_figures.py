"""The public figures: read whole or not at all, shown with their age, downloadable."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
import time_machine

from open_data.models import Figure, Grouping
from open_data.reading import UnusableFigures, read, remember_failure, spans
from services_catalogue.waiting import real_wait
from tests.factories import make_service
from tests.open_data.source import AS_OF, Source, row, usual

PAGE = "/tien-do/"
TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


@pytest.fixture
def figures(site_tree, django_capture_on_commit_callbacks):
    with time_machine.travel(AS_OF, tick=False):
        with django_capture_on_commit_callbacks(execute=True):
            read(usual(), TODAY)
        yield


def test_spans_are_twelve_months_and_two_years():
    assert spans(TODAY) == [
        ("12m", date(2025, 12, 1), TODAY),
        ("2026", date(2026, 1, 1), TODAY),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
    ]
    assert spans(date(2026, 1, 31))[0][1] == date(2025, 2, 1)


def test_a_reading_replaces_the_one_before(figures):
    before = Figure.objects.count()
    read(usual(), TODAY)
    assert Figure.objects.count() == before


def test_months_that_are_over_are_asked_for_once(figures):
    again = usual()
    read(again, TODAY)
    single = {first for first, last, group in again.asked if first.month == last.month}
    assert single == {date(2026, 11, 1), date(2026, 10, 1)}
    later = usual()
    read(later, date(2026, 12, 2))
    assert {one.span for one in Figure.objects.filter(span__contains="-")} == {
        "2026-01",
        *(f"2026-{month:02}" for month in range(2, 13)),
    }


def test_figures_that_contradict_themselves_change_nothing(figures):
    bad = Source(agency=[row("H49.22", resolved=7)])
    with pytest.raises(UnusableFigures, match=r"H49\.22"):
        read(bad, TODAY)
    assert Figure.objects.filter(grouping=Grouping.AGENCY, key="H49.33").exists()


def test_the_page_shows_totals_months_and_rows(visitor, figures):
    page = visitor.get(PAGE).text
    assert "90,0 %" in page
    assert "10/26" in page and "11/26" in page
    assert "UBND phường Bãi Cháy" in page
    assert "Số liệu cũ" not in page


def test_without_figures_the_page_says_so(visitor, site_tree):
    assert "Chưa có số liệu" in visitor.get(PAGE).text


def test_old_figures_are_called_old(visitor, figures):
    remember_failure("connection refused")
    page = visitor.get(PAGE).text
    assert "Số liệu cũ" in page
    assert "10:00, 24/11/2026" in page


def test_figures_grow_old_by_themselves(visitor, site_tree):
    with time_machine.travel(AS_OF, tick=False) as clock:
        read(usual(), TODAY)
        clock.shift(timedelta(hours=27))
        assert "Số liệu cũ" in visitor.get(PAGE).text


def test_sorting_by_lateness_and_searching_by_name(visitor, figures):
    late = visitor.get(PAGE, {"xep": "late"}).text
    assert late.index("Bãi Cháy") < late.index("phường Hạ Long")
    found = visitor.get(PAGE, {"q": "bãi"}).text
    assert "Bãi Cháy" in found and "phường Hạ Long" not in found


@pytest.mark.parametrize(
    "query", ["ky=1999", "nhom=<x>", "xep=;drop", "page=1&nhom=service", "q=%00"]
)
def test_odd_addresses_get_the_usual_page(visitor, figures, query):
    assert visitor.get(f"{PAGE}?{query}").status_code == 200


def test_the_csv_holds_every_row_and_no_formula(visitor, figures):
    answer = visitor.get(f"{PAGE}so-lieu.csv?nhom=service")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    names = {one["key"]: one["name"] for one in rows}
    assert names == {"1.001193": "Đăng ký khai sinh", "9.000001": "'=HYPERLINK(1)"}


def test_the_json_says_of_when_it_is(visitor, figures):
    answer = visitor.get(f"{PAGE}so-lieu.json?nhom=agency").json()
    assert answer["as_of"].startswith("2026-11-24T")
    assert {one["key"] for one in answer["items"]} == {"H49.22", "H49.33"}
    assert answer["total"]["late"] == 10


OWN = f"{PAGE}dich-vu/1.001193/"


def test_one_service_has_its_months(visitor, figures):
    page = visitor.get(OWN).text
    assert "Đăng ký khai sinh" in page and "/dv/1.001193" in page
    assert "12/2025" in page and "11/2026" in page
    assert OWN in visitor.get(f"{PAGE}?nhom=service").text
    assert visitor.get(f"{PAGE}co-quan/H49.22/").status_code == 200
    assert visitor.get(f"/en{PAGE}linh-vuc/H%E1%BB%99%20t%E1%BB%8Bch/").status_code == 200
    assert visitor.get(f"{PAGE}dich-vu/8.000000/").status_code == 404
    assert visitor.get(f"{PAGE}dich-vu/H49.22/").status_code == 404


def test_the_months_of_one_service_as_files(visitor, figures):
    answer = visitor.get(f"{OWN}so-lieu.json").json()
    assert [one["span"] for one in answer["items"]][::11] == ["2025-12", "2026-11"]
    assert {one["key"] for one in answer["items"]} == {"1.001193"}
    assert answer["items"][0]["median_days"] == 3.0 and answer["total"]["span"] == "12m"
    rows = list(csv.DictReader(io.StringIO(visitor.get(f"{OWN}so-lieu.csv").text[1:])))
    assert len(rows) == 12 and rows[0]["resolved"] == "100"


def test_a_month_of_few_dossiers_tells_no_waiting_time(visitor, figures):
    answer = visitor.get(f"{PAGE}dich-vu/9.000001/so-lieu.json").json()
    assert {(one["resolved"], one["median_days"]) for one in answer["items"]} == {(1, None)}


def test_a_wait_within_the_day_is_said_as_people_would(
    visitor, site_tree, django_capture_on_commit_callbacks
):
    make_service(code="1.001193")
    with django_capture_on_commit_callbacks(execute=True):
        read(Source(service=[row("1.001193", median_days=0, p90_days=1)]))
    figures = visitor.get("/tien-do/dich-vu/1.001193/").content.decode()
    assert "dưới 1 ngày làm việc" in figures and "0 ngày" not in figures
    page = visitor.get("/dv/1.001193", follow=True).content.decode()
    assert "một nửa xong trong dưới 1 ngày, 90 % trong 1 ngày làm việc" in page
    english = visitor.get("/en/tien-do/dich-vu/1.001193/").content.decode()
    assert "less than 1 working day<" in english and "1 working day<" in english


def test_a_service_page_can_ask_how_long_applicants_waited(figures):
    wait = real_wait("1.001193")
    assert (wait.median_days, wait.p90_days, wait.in_time_share) == (3.0, 6.5, 90.0)
    assert real_wait("9.000001") is None, "one dossier could point at a person"
    assert real_wait("8.000000") is None


def test_the_next_reading_is_told_at_once(figures, django_capture_on_commit_callbacks):
    assert real_wait("1.001193").median_days == 3.0
    slower = Source(service=[row("1.001193", median_days=4.0)])
    with django_capture_on_commit_callbacks(execute=True):
        read(slower, TODAY)
    assert real_wait("1.001193").median_days == 4.0
