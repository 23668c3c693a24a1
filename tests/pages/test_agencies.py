"""Agencies: all of them in groups, by name, and each with what a visitor asks for."""

from __future__ import annotations

from datetime import time

import pytest
from django.core.cache import caches

from services_catalogue.models import Agency, OpeningPeriod
from services_catalogue.opening_hours import Hours, weekly_hours
from tests.pages.catalogue import make_service_of, make_tree
from tests.pages.markup import HOSTILE, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(site_tree):
    return make_tree()


def found(visitor, text):
    page = read(visitor.get("/co-quan/", {"q": text}))
    return [
        link.split("/")[2]
        for link in page.links
        if link.startswith("/co-quan/") and link != "/co-quan/"
    ]


def test_all_units_stand_in_groups(tree, visitor):
    page = read(visitor.get("/co-quan/"))
    for heading in ("Cấp tỉnh", "Xã, phường, đặc khu", "Sở, ban, ngành", "Cơ quan ngành dọc"):
        assert heading in page.text
    assert "Phường Hà Tu" in page.text, "a commune is called by its name, not by its committee"
    assert "/co-quan/phong-ho-tich/" in page.links, "divisions stand below their department"
    assert "/co-quan/ubnd-cap-xa/" not in page.links, "the heading of the tree is no place"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Hà Tu", "phuong-ha-tu"),
        ("ha tu", "phuong-ha-tu"),
        ("hà phong", "phuong-ha-tu"),
        ("HA PHONG", "phuong-ha-tu"),
        ("ubnd phường hà tu", "phuong-ha-tu"),
        ("ủy ban nhân dân ba chẽ", "xa-ba-che"),
        ("tư pháp", "so-tu-phap"),
        ("so tu ph", "so-tu-phap"),
    ],
)
def test_units_are_found_by_present_and_former_names_with_and_without_marks(
    tree, visitor, typed, first
):
    assert found(visitor, typed)[0] == first


def test_a_former_name_is_told(tree, visitor):
    assert "Tên cũ: Phường Hà Phong (cũ)" in read(visitor.get("/co-quan/?q=ha+phong")).text


@pytest.mark.parametrize("typed", ["không có nơi này", "…", "%", HOSTILE, "a" * 5000, "\x00"])
def test_any_name_has_an_answer(tree, visitor, typed):
    page = read(visitor.get("/co-quan/", {"q": typed}))
    assert "Tên xã, phường hoặc cơ quan" in page.text


def test_closed_units_are_in_no_list_but_keep_their_page(tree, visitor):
    Agency.objects.filter(slug="xa-ba-che").update(is_active=False)
    assert found(visitor, "Ba Chẽ") == []
    assert "không còn hoạt động" in read(visitor.get("/co-quan/xa-ba-che/")).text


def test_the_page_of_a_unit_answers_where_when_and_how(tree, visitor):
    page = read(visitor.get("/co-quan/phuong-ha-tu/"))
    assert "tel:02035550280" in page.links
    assert "mailto:ha-tu@quangninh.example" in page.links
    assert "Thứ Hai – Thứ Sáu 7:30 – 11:30 13:30 – 17:00" in page.text
    assert "Thứ Bảy, Chủ Nhật Nghỉ" in page.text
    assert "Phường Hà Phong (cũ)" in page.text
    assert "/co-quan/tram-y-te-ha-tu/" in page.links
    crumbs = [link for link in page.links if link.startswith("/co-quan/")][:4]
    assert "/co-quan/ubnd-tinh/" in crumbs and "/co-quan/ubnd-cap-xa/" in crumbs
    data = {one["@type"]: one for one in page.linked_data}["GovernmentOrganization"]
    assert data["telephone"] == "0203 5550 280"


def test_a_unit_shows_its_own_services_most_used_first(tree, visitor):
    make_service_of(tree["so-tu-phap"], official_name="Hiếm khi làm", popularity=1)
    make_service_of(tree["so-tu-phap"], official_name="Hay làm", popularity=9)
    make_service_of(tree["cong-an-tinh"], official_name="Việc của nơi khác")
    text = read(visitor.get("/co-quan/so-tu-phap/")).text
    assert "Dịch vụ 2" in text
    assert text.index("Hay làm") < text.index("Hiếm khi làm")
    assert "Việc của nơi khác" not in text


def test_a_commune_shows_what_every_commune_does(tree, visitor):
    make_service_of(tree["ubnd-cap-xa"], official_name="Chứng thực bản sao")
    text = read(visitor.get("/co-quan/phuong-ha-tu/")).text
    assert "Dịch vụ của Uỷ ban nhân dân xã, phường, đặc khu 1" in text
    assert "Chứng thực bản sao" in text
    assert "Chứng thực bản sao" not in read(visitor.get("/co-quan/so-tu-phap/")).text


def test_the_provinces_own_services_are_not_its_departments(tree, visitor):
    make_service_of(tree["ubnd-tinh"], official_name="Giao khu vực biển")
    assert "Giao khu vực biển" not in read(visitor.get("/co-quan/so-tu-phap/")).text
    assert "Chưa có dịch vụ nào" in read(visitor.get("/co-quan/so-tu-phap/")).text


def test_services_come_in_pages_that_lead_back_to_the_list(tree, visitor):
    for _ in range(21):
        make_service_of(tree["so-tu-phap"])
    first = read(visitor.get("/co-quan/so-tu-phap/"))
    assert "/co-quan/so-tu-phap/?page=2#dich-vu" in first.links
    assert "/dich-vu/?agency=so-tu-phap" in first.links
    second = read(visitor.get("/co-quan/so-tu-phap/?page=2"))
    assert "/co-quan/so-tu-phap/#dich-vu" in second.links
    assert visitor.get("/co-quan/so-tu-phap/?page=3").status_code == 404
    assert visitor.get("/co-quan/so-tu-phap/?page=x").status_code == 200


@pytest.mark.parametrize("path", ["/co-quan/", "/co-quan/?q=ha", "/co-quan/phuong-ha-tu/"])
def test_few_queries_however_many_units(tree, visitor, path, django_assert_max_num_queries):
    make_service_of(tree["ubnd-cap-xa"])
    for number in range(40):
        Agency.objects.create(
            name=f"Uỷ ban nhân dân xã Hà {number}",
            slug=f"xa-{number}",
            kind="commune",
            parent=tree["ubnd-cap-xa"],
        )
    visitor.get(path)
    caches["pages"].clear()
    with django_assert_max_num_queries(15):
        answer = visitor.get(path)
    assert answer.status_code == 200 and not answer.cookies


def test_many_units_with_one_name_come_in_pages(tree, visitor):
    for number in range(40):
        Agency.objects.create(name=f"Trạm số {number}", slug=f"tram-{number}", kind="division")
    page = read(visitor.get("/co-quan/?q=trạm"))
    assert "41 cơ quan có tên" in page.text
    assert "/co-quan/?q=tr%E1%BA%A1m&page=2" in page.links


def test_hours_join_days_that_are_alike():
    def period(day, opens, closes):
        return OpeningPeriod(weekday=day, opens=time(opens), closes=time(closes))

    assert weekly_hours([]) == []
    every_day = [period(day, 0, 23) for day in range(1, 8)]
    assert weekly_hours(every_day) == [Hours("Mọi ngày", ("0:00 – 23:00",))]
    week = [period(1, 13, 17), period(1, 7, 11), period(3, 7, 11)]
    assert [(one.days, one.times) for one in weekly_hours(week)] == [
        ("Thứ Hai", ("7:00 – 11:00", "13:00 – 17:00")),
        ("Thứ Ba", ()),
        ("Thứ Tư", ("7:00 – 11:00",)),
        ("Thứ Năm – Chủ Nhật", ()),
    ]
