"""Popular names lent to services whose source knows official names only."""

import pytest

from services_catalogue.exchange.importing import import_rows
from services_catalogue.exchange.lending import with_popular_names
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.exchange.rows import Row
from services_catalogue.models import ServicePage
from services_catalogue.popular_names import popular_names

LOST_LICENCE = "3.000348"
UNNAMED = "1.999998"


def record(code: str = LOST_LICENCE, **values) -> ServiceRecord:
    return ServiceRecord(code=code, name="Cấp lại giấy phép", field="Giấy phép", **values)


def imported(*records: ServiceRecord, foreign: bool = True, **options):
    rows = [Row(number, {}, one, foreign=foreign) for number, one in enumerate(records, start=1)]
    return import_rows(rows, publish=True, **options).line()


def names_of(code: str = LOST_LICENCE) -> list[str]:
    return ServicePage.objects.get(code=code).popular_names.splitlines()


def test_a_record_without_names_gets_ours_and_one_with_names_keeps_its_own():
    assert with_popular_names(record()).popular_names == list(popular_names()[LOST_LICENCE])
    own = record(popular_names=["xin lại bằng"])
    assert with_popular_names(own) is own
    unknown = record(UNNAMED)
    assert with_popular_names(unknown) is unknown


@pytest.mark.django_db
def test_a_new_service_of_a_foreign_source_is_given_names_once(site_tree):
    assert imported(record(), record(UNNAMED)) == "created 2, changed 0, unchanged 0, rejected 0"
    assert names_of() == list(popular_names()[LOST_LICENCE])
    assert names_of(UNNAMED) == []
    assert imported(record(), record(UNNAMED)) == "created 0, changed 0, unchanged 2, rejected 0"


@pytest.mark.django_db
def test_a_service_that_came_without_names_is_given_them_by_the_next_foreign_import(site_tree):
    imported(record(), foreign=False)
    assert names_of() == []
    assert imported(record()) == "created 0, changed 1, unchanged 0, rejected 0"
    assert names_of() == list(popular_names()[LOST_LICENCE])
    assert imported(record()) == "created 0, changed 0, unchanged 1, rejected 0"


@pytest.mark.django_db
def test_names_that_editors_wrote_stay(site_tree):
    imported(record(popular_names=["xin lại bằng"]), foreign=False)
    assert imported(record()) == "created 0, changed 0, unchanged 1, rejected 0"
    assert names_of() == ["xin lại bằng"]


@pytest.mark.django_db
def test_our_own_export_says_what_it_says(site_tree):
    """A service without names that we exported comes back without names."""
    imported(record(), foreign=False)
    assert imported(record(), foreign=False) == "created 0, changed 0, unchanged 1, rejected 0"
    assert names_of() == []


@pytest.mark.django_db
def test_a_dry_run_tells_of_the_names_and_writes_nothing(site_tree):
    imported(record(), foreign=False)
    assert imported(record(), dry_run=True) == "created 0, changed 1, unchanged 0, rejected 0"
    assert names_of() == []
