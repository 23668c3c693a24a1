"""Each rule: a service that keeps it and one that breaks it, with the place that is named."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from services_catalogue.models import LegalBasis, ServicePage, Step, SubmissionTarget
from services_catalogue.preflight import Severity, findings_of, rules
from tests.services_catalogue.preflight.whole_service import (
    KNOWN,
    TODAY,
    fee,
    found,
    guidance,
    limit,
    no_papers,
    paper,
    setting,
    two_cases,
    whole,
)

LONG = (
    "Người yêu cầu đăng ký khai sinh cho trẻ em chuẩn bị đầy đủ các giấy tờ rồi mang đến nơi tiếp nhận "
    "của xã, phường nơi cha hoặc mẹ của trẻ đang sống để cán bộ xem và ghi vào sổ trong ngày làm việc đó"
)
OFFICE = (
    "Tổ chức, cá nhân có trách nhiệm xuất trình giấy tờ nêu trên. Cơ quan có thẩm quyền tiến hành thụ lý. "
    "Đương sự được quyền nhận bản giấy tại nơi nộp trong giờ làm việc."
)

CASES = [
    ("official_name", setting(official_name=" "), "official_name", ""),
    ("code", setting(code="1001193"), "code", "1001193"),
    ("field", setting(field_id=None), "field", ""),
    ("agency", setting(service_agencies=[]), "service_agencies", ""),
    ("time_limit", setting(channels=[]), "channels", ""),
    ("time_limit", limit(value=None, unit=""), "channels", ""),
    ("papers", no_papers, "cases", ""),
    ("output", setting(outputs=[]), "outputs", ""),
    ("legal_basis", setting(legal_bases=[]), "legal_bases", ""),
    ("steps", setting(steps=[]), "steps", ""),
    ("audience", setting(for_citizens=False), "for_citizens", ""),
    ("blank_form", paper(form_url=""), "cases-0-documents-0-form_file", "Tờ khai theo mẫu"),
    ("blank_form", paper(form_url="", name="Đơn đề nghị"), "cases-0-documents-0-form_file", "Đơn đề nghị"),
    ("paper_count", paper(originals=0), "cases-0-documents-0-originals", "Tờ khai theo mẫu"),
    ("case_name", two_cases, "cases-0-name", ""),
    ("time_unit", limit(value=None, unit="", text="7"), "channels-0-time_limits-0-value", "7"),
    (
        "time_contradiction",
        limit(description="Trong thời hạn 07 ngày làm việc kể từ ngày nhận đủ hồ sơ"),
        "channels-0-time_limits-0-description",
        "5 ngày làm việc ≠ 07 ngày làm việc",
    ),
    ("time_contradiction", limit(text="5 ngày"), "channels-0-time_limits-0-text", "5 ngày làm việc ≠ 5 ngày"),
    ("fee_amount", fee(amount=None, text="8.000 đồng"), "channels-0-time_limits-0-fees-0-amount", "8.000 đồng"),
    ("fee_thousands", fee(amount=120), "channels-0-time_limits-0-fees-0-amount", "120 đ"),
    ("fee_basis", setting(legal_bases=[LegalBasis(number="60/2014/QH13", title="Luật Hộ tịch")]), "legal_bases", "8.000 đ"),
    (
        "submission_host",
        setting(targets=[SubmissionTarget(kind="deep_link", url="https://lua-dao.example/nop")]),
        "targets-0-url",
        "https://lua-dao.example/nop",
    ),
    ("online_target", setting(targets=[SubmissionTarget(kind="in_person")]), "targets", ""),
    (
        "page_link",
        guidance(("paragraph", '<p><a linktype="page" id="6">xem</a> <a id="5" linktype="page">và</a></p>')),
        "guidance",
        "xem",
    ),
    ("page_link", guidance(("paragraph", '<a linktype="page" id="7">xem</a>')), "guidance", "xem"),
    ("summary", setting(summary=""), "summary", ""),
    ("popular_names", setting(popular_names=" "), "popular_names", ""),
    ("short_name", setting(official_name="Cấp " + "lại giấy " * 9), "short_name", ("Cấp " + "lại giấy " * 9).strip()),
    ("headings", guidance(("heading", "Lưu ý")), "guidance", "Lưu ý"),
    ("headings", guidance(("paragraph", "<p><b>Lưu ý</b></p>")), "guidance", "Lưu ý"),
    ("capitals", setting(official_name="CẤP LẠI GIẤY KHAI SINH"), "official_name", "CẤP LẠI GIẤY KHAI SINH"),
    ("district", setting(steps=[Step(body="Nộp tại UBND huyện.")]), "steps-0-body", "UBND huyện"),
    ("district", setting(summary="Nộp ở cơ quan cấp huyện."), "summary", "cấp huyện"),
    ("long_sentence", setting(summary=LONG), "summary", LONG[:160]),
    (
        "office_words",
        setting(summary=OFFICE),
        "summary",
        "tổ chức, cá nhân → bạn; có trách nhiệm → phải; xuất trình → đưa ra; nêu trên → đã nói",
    ),
    (
        "date_order",
        setting(effective_from=date(2026, 2, 1), effective_to=date(2026, 1, 31), superseded_by_id=9),
        "effective_to",
        "01/02/2026 > 31/01/2026",
    ),
    ("superseded_end", setting(superseded_by_id=9), "effective_to", ""),
    ("expired", setting(effective_to=date(2026, 11, 23)), "superseded_by", "23/11/2026"),
    ("unit", setting(managed_by_id=None), "managed_by", ""),
    ("review", setting(review_due_on=date(2026, 11, 23)), "review_due_on", "23/11/2026"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


def test_a_whole_service_breaks_no_rule():
    assert found(whole()) == {}


@pytest.mark.parametrize(("rule", "change", "anchor", "detail"), CASES)
def test_a_rule_finds_its_fault_and_names_the_place(rule, change, anchor, detail):
    page = whole()
    change(page)
    assert found(page)[rule][0] == (anchor, detail)


def test_every_rule_of_the_catalogue_is_tried_here():
    tried = {rule for rule, *_rest in CASES}
    apart = {"alt_text", "broken_link", "backend_shut"}  # tests of their own
    assert {one.key for one in rules()} - apart == tried


@pytest.mark.django_db
def test_the_severe_come_first_and_only_required_parts_block():
    page = ServicePage(code="", official_name="")
    severities = [one.severity for one in findings_of(page, KNOWN)]
    assert severities == sorted(severities, key=list(Severity).index)
    assert {one.key for one in rules() if one.severity == Severity.BLOCKING} == {
        *("official_name", "code", "field", "agency", "time_limit", "papers", "output"),
        *("legal_basis", "submission_host", "date_order"),
    }
