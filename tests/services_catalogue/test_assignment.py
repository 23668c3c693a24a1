"""An import says which unit keeps each service."""

from __future__ import annotations

import pytest
from django.utils.text import slugify

from services_catalogue.models import Agency, Field, ServiceAgency, ServicePage
from services_catalogue.units.assignment import assign_units
from tests.factories import make_agency, make_service

pytestmark = pytest.mark.django_db


@pytest.fixture
def units(site_tree) -> dict[str, Agency]:
    """A small province: a department with two divisions, another one, the communes' common name."""
    root = make_agency("UBND tỉnh", "ubnd-tinh", kind="province")
    justice = make_agency("Sở Tư pháp", "so-tu-phap", kind="department", parent=root,
                          description="Lo công chứng, hộ tịch.")  # fmt: skip
    return {
        "root": root,
        "justice": justice,
        "one": make_agency("Phòng Một", "mot", kind="division", parent=justice),
        "two": make_agency("Phòng Hai", "hai", kind="division", parent=justice),
        "health": make_agency("Sở Y tế", "so-y-te", kind="department", parent=root),
        "communes": make_agency(
            "Uỷ ban nhân dân cấp xã", "ubnd-cap-xa", kind="commune", parent=root
        ),
        "ministry": make_agency("Bộ Y tế", "bo-y-te", kind="central"),
    }


def service(field: str, *acting: tuple[str, Agency]) -> ServicePage:
    page = make_service(
        field=Field.objects.get_or_create(name=field, defaults={"slug": slugify(field)})[0]
    )
    ServiceAgency.objects.filter(page=page).delete()
    for role, agency in acting:
        ServiceAgency.objects.create(page=page, role=role, agency=agency)
    return page


def kept_by(page: ServicePage) -> Agency | None:
    assign_units()
    return ServicePage.objects.get(pk=page.pk).managed_by


def test_the_one_that_executes_goes_before_the_one_that_decides(units):
    page = service("A", ("competent", units["root"]), ("executing", units["one"]))
    assert kept_by(page) == units["one"]


def test_several_meet_in_the_department_above_them(units):
    page = service("A", ("executing", units["one"]), ("executing", units["two"]))
    assert kept_by(page) == units["justice"]


def test_departments_that_meet_only_in_the_province_ask_who_decides(units):
    page = service(
        "A",
        ("executing", units["justice"]),
        ("executing", units["health"]),
        ("competent", units["health"]),
    )
    assert kept_by(page) == units["health"]


def test_what_every_commune_does_goes_to_the_department_that_keeps_most_of_the_field(units):
    for _ in range(2):
        service("B", ("executing", units["health"]))
    page = service("B", ("executing", units["communes"]))
    assert kept_by(page) == units["health"]


def test_else_to_the_department_whose_tasks_name_the_field(units):
    service("Hộ tịch", ("executing", units["health"]))
    for _ in range(2):
        page = service("Hộ tịch", ("executing", units["communes"]), ("competent", units["root"]))
    assert kept_by(page) == units["justice"]


def test_else_to_the_communes_and_never_to_a_ministry(units):
    assert kept_by(service("C", ("executing", units["communes"]))) == units["communes"]
    assert kept_by(service("D", ("executing", units["ministry"]))) is None


def test_what_somebody_decided_stays(units):
    page = service("A", ("executing", units["one"]))
    ServicePage.objects.filter(pk=page.pk).update(managed_by=units["health"])
    assert kept_by(page) == units["health"]
