"""The demo catalogue as a whole: what is written, what is composed, and what they point at."""

import re
from collections import Counter
from functools import cache

import pytest

from demo import records
from demo.composition import composed_services
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.vocabulary import ChannelKind, OnlineLevel, TargetKind
from tests.demo.spelling import doubled_words, slips


@cache
def _services() -> tuple[ServiceRecord, ...]:
    return tuple(records.services())


@cache
def _composed() -> tuple[ServiceRecord, ...]:
    return tuple(composed_services())


def test_more_than_fifteen_hundred_services_each_with_its_own_code_and_name():
    services = _services()
    assert len(services) >= 1530
    assert [
        code for code, times in Counter(service.code for service in services).items() if times > 1
    ] == []
    assert [
        name for name, times in Counter(service.name for service in services).items() if times > 1
    ] == []


def test_everything_a_service_points_at_exists():
    agencies = {agency.slug for agency in records.agencies()}
    fields = {field.name for field in records.fields()}
    events = {event.slug for event in records.life_events()}
    codes = {service.code for service in _services()}
    missing = []
    for service in _services():
        named = {ref.slug for ref in service.agencies if ref.slug}
        missing += [(service.code, slug) for slug in named - agencies]
        missing += [(service.code, slug) for slug in set(service.life_events) - events]
        missing += [
            (service.code, code)
            for code in {*service.related, service.superseded_by} - {None} - codes
        ]
        missing += [(service.code, service.field)] if service.field not in fields else []
    assert missing == []


def test_every_form_named_can_be_downloaded_and_none_is_made_twice():
    made = Counter(form.file for form in records.blank_forms())
    assert [file for file, times in made.items() if times > 1] == []
    papers = [
        paper for service in _services() for case in service.cases for paper in case.documents
    ]
    assert {paper.form.file for paper in papers if paper.form and paper.form.file} - set(
        made
    ) == set()


def test_every_life_event_leads_to_services():
    used = Counter(event for service in _services() for event in service.life_events)
    assert {
        event.slug: used[event.slug] for event in records.life_events() if used[event.slug] < 5
    } == {}


@pytest.mark.parametrize("part", ["written", "composed"])
def test_spelling(part):
    composed = {service.code for service in _composed()}
    checked = [
        service for service in _services() if (service.code in composed) == (part == "composed")
    ]
    assert {
        service.code: found for service in checked if (found := slips(service.model_dump_json()))
    } == {}


def test_composed_names_have_no_doubled_words():
    texts = {
        text
        for service in _composed()
        for text in (service.name, service.short_name, *service.popular_names)
    }
    texts |= {
        paper.name for service in _composed() for case in service.cases for paper in case.documents
    }
    assert [text for text in texts if doubled_words(text)] == []


def test_every_composed_service_answers_the_first_questions():
    for service in _composed():
        assert service.demo
        assert service.summary.endswith(".")
        assert service.popular_names
        assert service.legal_bases
        assert service.outputs
        assert 3 <= len(service.steps) <= 4
        limits = [limit for channel in service.channels for limit in channel.time_limits]
        assert limits
        assert all(limit.value and limit.fees for limit in limits)
        for case in service.cases:
            assert 3 <= len(case.documents) <= 7, (service.code, case.name)
        assert "dữ liệu minh hoạ" in service.guidance


def test_the_start_button_agrees_with_the_online_level():
    for service in _composed():
        kinds = {channel.kind for channel in service.channels}
        if service.online_level == OnlineLevel.INFO:
            assert {target.kind for target in service.targets} == {TargetKind.IN_PERSON}
            assert ChannelKind.ONLINE not in kinds
        else:
            assert {target.kind for target in service.targets} <= {
                TargetKind.DOSSIER_API,
                TargetKind.DEEP_LINK,
            }
            assert ChannelKind.ONLINE in kinds


def test_a_start_button_that_leads_elsewhere_is_said_to():
    linked = [s for s in _composed() if s.targets[0].kind == TargetKind.DEEP_LINK]
    assert linked
    for service in _composed():
        said = "Cổng Dịch vụ công quốc gia" in service.steps[1].body
        assert said == (service in linked), service.code


def test_levels_are_spread_as_in_a_province():
    shares = Counter(service.online_level for service in _composed())
    total = sum(shares.values())
    assert 0.5 <= shares[OnlineLevel.FULL] / total <= 0.6
    assert 0.25 <= shares[OnlineLevel.PARTIAL] / total <= 0.35
    assert 0.1 <= shares[OnlineLevel.INFO] / total <= 0.2


def test_deep_links_lead_to_the_national_portal_only():
    links = {
        target.url
        for service in _composed()
        for target in service.targets
        if target.kind == TargetKind.DEEP_LINK
    }
    assert links == {"https://dichvucong.gov.vn/"}


def test_popularity_has_a_long_tail():
    figures = sorted((service.popularity for service in _composed()), reverse=True)
    assert figures[0] > 5000
    assert figures[len(figures) // 2] < 60


def test_some_services_are_replaced_ended_or_to_come():
    assert sum(service.superseded_by is not None for service in _composed()) == 3
    assert [
        service.code
        for service in _composed()
        if service.effective_to and not service.superseded_by
    ] == ["9.260981"]
    assert any(str(service.effective_from) == "2027-01-01" for service in _composed())


def test_codes_come_from_the_numbers_of_the_tables():
    lost = next(service for service in _composed() if service.code == "9.228302")
    assert lost.name == "Cấp lại chứng chỉ hành nghề dược do bị mất, bị hỏng"
    assert all(re.fullmatch(r"9\.2\d{5}", service.code) for service in _composed())


def test_a_lost_paper_asks_for_the_report_of_loss_and_no_proof_of_skill():
    lost = next(service for service in _composed() if service.code == "9.228302")
    mislaid, spoilt = lost.cases
    assert "Đơn cớ mất" in [paper.name for paper in mislaid.documents]
    assert "Chứng chỉ hành nghề dược đã được cấp" in [paper.name for paper in spoilt.documents]
    assert "Văn bằng chuyên môn về dược" not in [
        paper.name for case in lost.cases for paper in case.documents
    ]


def test_the_same_tables_give_the_same_services():
    assert tuple(composed_services()) == _composed()
