"""rebuild_index: all live pages, few queries, and the index agrees with what was published since."""

from io import StringIO

import pytest
from django.core.management import call_command

from search.engines import get_engine
from search.queries import Query
from tests.factories import make_service


def titles() -> list[str]:
    return [hit.document.title for hit in get_engine().search(Query(sort="name")).hits]


def rebuild() -> str:
    out = StringIO()
    call_command("rebuild_index", stdout=out)
    return out.getvalue().strip()


def test_live_pages_are_indexed_and_drafts_are_not(site_tree):
    make_service(official_name="Cấp lại thẻ căn cước")
    make_service(official_name="Bản nháp", publish=False)
    get_engine().rebuild([])
    assert rebuild().startswith("indexed ")
    assert titles() == ["Cấp lại thẻ căn cước"]


def test_publishing_and_unpublishing_change_the_index_at_once(site_tree):
    page = make_service(official_name="Cấp lại thẻ căn cước")
    assert titles() == ["Cấp lại thẻ căn cước"]
    page.official_name = "Cấp đổi thẻ căn cước"
    page.save_revision().publish()
    assert titles() == ["Cấp đổi thẻ căn cước"]
    page.unpublish()
    assert titles() == []


def test_the_number_of_queries_does_not_grow_with_services(
    site_tree, django_assert_max_num_queries
):
    for _ in range(12):
        make_service()
    with django_assert_max_num_queries(25):
        rebuild()


@pytest.mark.django_db
def test_an_empty_portal_has_an_empty_index():
    assert rebuild() == "indexed 0 pages (embedded)"
