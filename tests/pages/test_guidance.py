"""Guidance: the list in the editors' order, and a page."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import caches
from wagtail.contrib.redirects.models import Redirect

from tests.pages.markup import read
from tests.pages.prose import make_guidance

pytestmark = pytest.mark.django_db


def test_the_list_keeps_the_editors_order(site_tree, visitor):
    make_guidance("Việc hai", summary="Nói về việc hai.")
    make_guidance("Việc một")
    page = read(visitor.get("/huong-dan/"))
    assert (
        page.text.index("Việc hai")
        < page.text.index("Nói về việc hai.")
        < page.text.index("Việc một")
    )


def test_a_page_shows_its_blocks_review_and_neighbours(site_tree, visitor):
    make_guidance("Chụp giấy tờ")
    page = make_guidance(reviewed_on=date(2026, 10, 1))
    shown = read(visitor.get(page.get_url()))
    for words in ("Trước khi bắt đầu", "Nộp hồ sơ.", "Rà soát ngày 1/10/2026", "Chụp giấy tờ"):
        assert words in shown.text
    assert {"Article", "BreadcrumbList"} == {one["@type"] for one in shown.linked_data}


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_changed_address_leads_to_the_new_one(
    site_tree, visitor, prefix, django_capture_on_commit_callbacks
):
    page = make_guidance("Cách nộp")
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "cach-nop-ho-so"
        page.save_revision().publish()
    assert Redirect.objects.filter(old_path="/huong-dan/cach-nop").exists()
    answer = visitor.get(f"{prefix}/huong-dan/cach-nop/")
    assert (answer.status_code, answer["Location"]) == (301, f"{prefix}/huong-dan/cach-nop-ho-so/")


def test_many_come_in_pages(site_tree, visitor):
    for number in range(21):
        make_guidance(f"Hướng dẫn {number}")
    assert "/huong-dan/?page=2" in read(visitor.get("/huong-dan/")).links
    assert "Hướng dẫn 20" in read(visitor.get("/huong-dan/?page=2")).text


@pytest.mark.parametrize("path", ["/huong-dan/", "/huong-dan/viec-1/", "/en/huong-dan/viec-1/"])
def test_few_queries_and_no_cookie(site_tree, visitor, path, django_assert_max_num_queries):
    for number in range(8):
        make_guidance(f"Việc {number}")
    visitor.get(path)
    caches["pages"].clear()
    with django_assert_max_num_queries(15):
        answer = visitor.get(path)
    read(answer)
