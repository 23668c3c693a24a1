"""Fields from A to Z, and the services of one."""

from __future__ import annotations

import re

import pytest
from django.core.cache import caches

from search.engines import get_engine
from services_catalogue.alphabet import by_letter, letter
from services_catalogue.models import Field
from tests.factories import make_field, make_service
from tests.pages.catalogue import make_service_of
from tests.pages.markup import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def fields(site_tree):
    made = {
        name: make_field(name, slug)
        for name, slug in [
            ("Đất đai", "dat-dai"),
            ("Du lịch", "du-lich"),
            ("An toàn", "an-toan"),
            ("Ẩm thực", "am-thuc"),
            ("Trống", "trong"),
        ]
    }
    for name in ("Đất đai", "Đất đai", "Du lịch", "An toàn", "Ẩm thực"):
        make_service_of(field=made[name])
    make_service(field=made["Đất đai"], publish=False)
    return made


def test_letters_are_the_alphabets():
    assert [letter(name) for name in ("Đất", "đê", "Ẩm", "ước", " Du")] == ["Đ", "Đ", "A", "U", "D"]
    names = [Field(name=name) for name in ("Đê", "Dân", "Đá", "Anh", "Ân")]
    assert [(one["letter"], [f.name for f in one["things"]]) for one in by_letter(names)] == [
        ("A", ["Anh", "Ân"]),
        ("D", ["Dân"]),
        ("Đ", ["Đá", "Đê"]),
    ]


def test_fields_with_live_services_and_their_number(fields, visitor):
    page = read(visitor.get("/linh-vuc/"))
    # Seen as a number beside the name, heard as "2 dịch vụ".
    assert re.search(r"Đất đai\s*2\s*2 dịch vụ", page.text)
    assert "Trống" not in page.text
    order = ["An toàn", "Ẩm thực", "Du lịch", "Đất đai"]
    assert sorted(order, key=page.text.index) == order


def test_the_page_of_a_field_counts_what_it_lists(fields, visitor):
    page = read(visitor.get("/linh-vuc/dat-dai/"))
    assert "2 dịch vụ" in page.text
    assert (
        len([link for link in page.links if link.startswith("/dich-vu/") and link != "/dich-vu/"])
        == 2
    )


def test_facets_narrow_down_within_the_field(fields, visitor):
    wanted = make_service_of(
        field=fields["Đất đai"],
        official_name="Tách thửa đất",
        online_level="info",
        at_commune=False,
        at_province=True,
    )
    page = read(visitor.get("/linh-vuc/dat-dai/", {"online_level": "info"}))
    assert wanted.get_url() in page.links
    assert "1 dịch vụ" in page.text
    assert "/linh-vuc/dat-dai/" in page.links, "the chip takes the choice away again"
    outside = read(visitor.get("/linh-vuc/dat-dai/", {"field": "du-lich", "level": "province"}))
    assert "1 dịch vụ" in outside.text, "another field in the address changes nothing"


def test_many_services_come_in_pages(fields, visitor):
    for _ in range(21):
        make_service(field=fields["Du lịch"])
    first = read(visitor.get("/linh-vuc/du-lich/"))
    assert "/linh-vuc/du-lich/?page=2" in first.links
    second = read(visitor.get("/linh-vuc/du-lich/?page=2"))
    assert "Trang 2 trên 2" in second.text


def test_an_unknown_field_is_not_found(fields, visitor):
    assert visitor.get("/linh-vuc/khong-co/").status_code == 404


def test_without_an_engine_the_page_is_not_kept(fields, visitor, settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
    get_engine.cache_clear()
    answer = visitor.get("/linh-vuc/dat-dai/")
    assert "Tạm thời chưa tìm được" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["/linh-vuc/", "/linh-vuc/dat-dai/"])
def test_few_queries(fields, visitor, path, django_assert_max_num_queries):
    visitor.get(path)
    caches["pages"].clear()
    with django_assert_max_num_queries(15):
        assert visitor.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/linh-vuc/", "/linh-vuc/dat-dai/"])
def test_english_interface(fields, visitor, path):
    page = read(visitor.get(f"/en{path}"))
    assert not [
        link
        for link in page.links
        if link.startswith("/linh-vuc/") and not link.endswith(".xml") and link != path
    ]
