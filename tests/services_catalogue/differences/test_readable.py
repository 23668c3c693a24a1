"""Differences as people read them."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils.translation import override

from services_catalogue.differences import Kind, differences, for_citizens, state_of
from services_catalogue.exchange.records import ServiceRecord
from tests.factories import make_service
from tests.services_catalogue.differences.states import channel, paper, plain_state


def lines(old, new):
    return [one.as_line() for one in differences(old, new)]


def test_a_fee_that_changed_everywhere_is_told_once_with_both_amounts():
    new = plain_state(channels=[channel("online", 60_000), channel("in_person", 60_000)])
    assert lines(plain_state(), new) == ["Lệ phí, trực tuyến, trực tiếp: 50.000 đ → 60.000 đ"]


def test_a_fee_of_one_way_names_that_way():
    new = plain_state(channels=[channel("online", 0), channel("in_person", 50_000)])
    assert lines(plain_state(), new) == ["Lệ phí, trực tuyến: 50.000 đ → Miễn phí"]


def test_a_shorter_term_keeps_its_unit():
    new = plain_state(channels=[channel("online", 50_000, 3), channel("in_person", 50_000)])
    assert lines(plain_state(), new) == [
        "Thời hạn giải quyết, trực tuyến: 5 ngày làm việc → 3 ngày làm việc"
    ]


def test_a_paper_with_a_longer_name_is_the_same_paper():
    case = {
        "documents": [
            paper("Giấy chứng sinh do cơ sở y tế nơi sinh cấp", copies=1),
            paper("Tờ khai đăng ký khai sinh"),
        ]
    }
    found = differences(plain_state(), plain_state(cases=[case]))
    assert [(one.label, one.kind) for one in found] == [
        ("Tên giấy tờ", Kind.CHANGED),
        ("Số bản", Kind.CHANGED),
    ]
    assert found[1].as_line() == (
        "Số bản: Giấy chứng sinh do cơ sở y tế nơi sinh cấp: 1 bản chính → 1 bản chính, 1 bản sao"
    )


def test_another_paper_is_one_gone_and_one_come():
    case = {"documents": [paper("Tờ khai đăng ký khai sinh"), paper("Hộ chiếu của người nộp")]}
    found = differences(plain_state(), plain_state(cases=[case]))
    assert {(one.kind, one.before, one.after) for one in found} == {
        (Kind.ADDED, "", "Hộ chiếu của người nộp (1 bản chính)"),
        (Kind.REMOVED, "Giấy chứng sinh do cơ sở y tế cấp (1 bản chính)", ""),
    }


def test_a_law_with_another_number_is_another_law():
    new = plain_state(legal_bases=[{"number": "61/2026/QH15", "title": "Luật Hộ tịch"}])
    assert [one.kind for one in differences(plain_state(), new)] == [Kind.ADDED, Kind.REMOVED]


def test_citizens_are_not_told_what_only_editors_keep():
    new = plain_state(keywords=["khai sinh"], popularity=9, effective_from="2027-01-01")
    changes = differences(plain_state(), new)
    assert {one.name for one in changes} == {"keywords", "popularity", "effective_from"}
    assert [one.as_line() for one in for_citizens(changes)] == ["Hiệu lực từ: 1/1/2026 → 1/1/2027"]


def test_in_english_the_labels_are_english_and_the_quotes_are_marked():
    new = plain_state(requirements=["Trong vòng 90 ngày kể từ ngày sinh con."])
    with override("en"):
        (one,) = differences(plain_state(), new)
        shown = Template('{% include "services_catalogue/parts/changes.html" %}').render(
            Context({"changes": [one]})
        )
    assert one.label == "Conditions"
    assert '<p class="change__how" lang="vi">' in shown


def test_words_that_came_and_went_are_marked_for_eye_and_ear():
    template = Template("{% load differences_tags %}{% words_changed before after %}")
    shown = template.render(
        Context({"before": "Trong vòng 60 ngày <b>", "after": "Trong vòng 90 ngày <b>"})
    )
    assert "Trong vòng <del>" in shown
    assert "bỏ: </span>60<" in shown
    assert "thêm: </span>90<" in shown
    assert shown.endswith("ngày &lt;b&gt;")


def test_records_of_an_importer_are_states_too():
    old = ServiceRecord.model_validate(plain_state())
    new = old.model_copy(update={"decision_number": "12/QĐ-UBND"})
    assert [one.name for one in differences(old, new)] == ["decision_number"]


@pytest.mark.django_db
def test_the_state_of_a_page_and_of_its_revision_agree():
    page = make_service()
    revision = page.latest_revision
    assert differences(state_of(page), state_of(revision.as_object())) == []
