"""News, guidance and questions of the demo."""

import re
from datetime import date

import pytest

from demo import records
from demo.prose import LINK, Prose, rich
from tests.demo.spelling import slips


def test_a_dozen_news_items_newest_first_of_agencies_that_exist():
    items = list(records.news())
    agencies = {agency.slug for agency in records.agencies()}
    assert len(items) == 12
    assert [item.date for item in items] == sorted((item.date for item in items), reverse=True)
    assert all(date(2026, 9, 1) <= item.date <= date(2026, 11, 30) for item in items)
    assert {item.agency for item in items} <= agencies
    assert {item.kind for item in items} == {"news", "announcement"}


def test_guidance_covers_the_eight_subjects():
    assert [page.slug for page in records.guidance()] == [
        "cach-nop-ho-so-truc-tuyen",
        "tra-cuu-ho-so-da-nop",
        "thanh-toan-phi-le-phi",
        "chup-anh-giay-to",
        "uy-quyen-nop-ho-so",
        "quyen-rieng-tu",
        "kha-nang-tiep-can",
        "ve-cong-nay",
    ]


def test_twenty_questions_or_more_and_none_twice():
    questions = [item.question for group in records.faq() for item in group.questions]
    assert len(questions) >= 20
    assert len(set(questions)) == len(questions)


@pytest.mark.parametrize("read", [records.news, records.guidance, records.faq])
def test_copy_is_spelt_in_the_new_way(read):
    for row in read():
        assert slips(row.model_dump_json()) == []


def test_links_of_services_lead_to_services():
    codes = {service.code for service in records.services()}
    pages = [*records.news(), *records.guidance()]
    links = [path for page in pages for _, path in LINK.findall(page.model_dump_json())]
    assert links
    assert {link.removeprefix("/dv/") for link in links if link.startswith("/dv/")} <= codes
    assert all(re.fullmatch(r"/[a-z0-9./-]*", link) for link in links)


def test_prose_becomes_the_editors_blocks():
    assert Prose(heading="Các bước").block() == ("heading", "Các bước")
    assert Prose(items=["a", "b < c"]).block() == (
        "paragraph",
        "<ul><li>a</li><li>b &lt; c</li></ul>",
    )
    assert Prose(question="Sao?", answer="Vậy.").block() == (
        "question",
        {"question": "Sao?", "answer": "<p>Vậy.</p>"},
    )
    with pytest.raises(ValueError, match="one kind"):
        Prose(heading="a", paragraph="b")
    with pytest.raises(ValueError, match="one kind"):
        Prose(answer="b")


def test_only_safe_links_become_anchors():
    assert rich("[Tra cứu](/tra-cuu-ho-so/)") == '<a href="/tra-cuu-ho-so/">Tra cứu</a>'
    assert rich("[x](javascript:alert)") == "[x](javascript:alert)"
    assert rich("<b>") == "&lt;b&gt;"
