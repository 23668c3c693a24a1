"""The queue: whose, in what order, found how."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from onestop.vocabulary import DossierStatus as S
from tests.onestop import making
from tests.onestop.desk.conftest import at_desk

#: A Thursday; with a term of 5 working days, MONDAY's dossiers are due on Monday 19 October.
NOW = making.MONDAY + timedelta(days=10)


@pytest.fixture(autouse=True)
def _thursday():
    with time_machine.travel(NOW, tick=False):
        yield


def codes(browser, query: str = "") -> list[str]:
    text = browser.get(reverse("desk:queue") + query).content.decode()
    return re.findall(r"<th scope=\"row\">.*?<code>(.*?)</code>", text)


def test_overdue_first_then_by_due_date_then_without(desk, agency, service):
    no_term = making.service(agencies=[agency], term_value=None, term_unit="")
    later, late, none = (
        making.dossier(service, at=NOW),
        making.dossier(service),
        making.dossier(no_term, at=NOW),
    )
    today = making.dossier(service, at=making.MONDAY + timedelta(days=3))
    assert codes(desk) == [one.code for one in (late, today, later, none)]
    text = desk.get(reverse("desk:queue")).content.decode()
    assert "Quá hạn 3 ngày" in text
    assert "Hạn hôm nay" in text
    assert "Không ghi thời hạn" in text


def test_tabs_count_and_show_their_statuses(desk, service):
    for status in S:
        making.dossier_at(service, status)
    text = desk.get(reverse("desk:queue")).content.decode()
    tabs = dict(re.findall(r'trang_thai=([a-z-]+)"[^>]*>[^<]*<span>(\d+)</span>', text))
    assert tabs == {
        "can-lam": "3",
        "cho-tiep-nhan": "1",
        "dang-giai-quyet": "2",
        "cho-nguoi-nop": "2",
        "cho-tra": "1",
        "da-tra": "1",
        "da-dong": "3",
    }
    assert {name: len(codes(desk, f"?trang_thai={name}")) for name in tabs} == {
        name: int(count) for name, count in tabs.items()
    }


@pytest.mark.parametrize(
    "text", ["{code}", "{lower}", "{dash}", "{reference}", "đỗ đình", "Đỗ Đình", "ĐỖ ĐÌNH"]
)
def test_found_by_code_reference_or_name(desk, service, text):
    making.dossier(service)
    one = making.dossier(service, reference="QN-7K3M-PX2A", applicant={"full_name": "Đỗ Đình Ước"})
    asked = text.format(
        code=one.code,
        lower=one.code.lower(),
        dash=one.code.replace("-", "–"),
        reference=one.reference,
    )
    assert codes(desk, f"?q={asked}") == [one.code]


def test_a_code_is_found_whatever_its_status(desk, service):
    one = making.dossier_at(service, S.RETURNED)
    assert codes(desk, f"?q={one.code}&trang_thai=can-lam") == [one.code]


def test_filters_hold_across_pages(desk, agency, service):
    for _ in range(30):
        making.dossier(service)
    making.dossier(making.service(agencies=[agency], name="Dịch vụ khác"))
    query = f"?dich_vu={service.code}&q=Nguyễn"
    first = desk.get(reverse("desk:queue") + query).content.decode()
    assert "30 hồ sơ" in first and "Trang 1 / 2" in first
    following = re.search(r'rel="next" href="(\?[^"]+)"', first)
    assert following
    assert len(codes(desk, following[1].replace("&amp;", "&"))) == 5
    assert len(codes(desk, query + "&trang=999")) == 5


@pytest.mark.parametrize("query", ["?trang=x", "?trang_thai=<script>", "?q=%00%27", "?dich_vu=%F0"])
def test_odd_addresses_are_harmless(desk, dossier, query):
    answer = desk.get(reverse("desk:queue") + query)
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()


def test_few_queries_however_many_rows(desk, service, django_assert_max_num_queries):
    for _ in range(40):
        making.dossier(service)
    with django_assert_max_num_queries(11):
        desk.get(reverse("desk:queue"))
    one = making.dossier_at(service, S.PROCESSING)
    with django_assert_max_num_queries(14):
        desk.get(reverse("desk:dossier", args=[one.code]))


def test_the_list_as_a_file_runs_no_formula(desk, service):
    making.dossier(service, applicant={"full_name": '=HYPERLINK("http://evil.example")'})
    answer = desk.get(reverse("desk:queue_csv"))
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")
    head, row = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert head[0] == "Mã hồ sơ"
    assert row[3].startswith("'=HYPERLINK")


def test_the_overview_counts(an, service):
    making.dossier(service)  # overdue
    making.dossier(service, at=making.MONDAY + timedelta(days=3))  # due today
    making.dossier_at(service, S.WAITING_PAPERS, at=NOW)
    making.dossier_at(service, S.FINISHED, at=NOW)
    text = at_desk(an).get(reverse("desk:overview")).content.decode()
    figures = dict(re.findall(r"<dt>([^<]+)</dt><dd>(?:<a[^>]*>)?([\d.]+)", text))
    assert figures == {
        "Quá hạn": "1",
        "Hạn hôm nay": "1",
        "Chờ người nộp": "1",
        "Chờ trả kết quả": "1",
        "Nhận trong tuần": "2",
        "Xong trong tuần": "1",
    }
    assert re.search(r"Chưa giao ai</th><td class=\"num\">2</td><td class=\"num\">1</td>", text)
