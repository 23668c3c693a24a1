"""Each state that visitors could tell from the last one is kept once, with what caused it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from services_catalogue.differences import differences
from services_catalogue.exchange.importing import import_records
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.models import ServicePage, ServiceVersion
from tests.factories import make_service
from tests.services_catalogue.versions.editing import revise

pytestmark = pytest.mark.django_db
CODE = "1.000100"


@pytest.fixture
def service(site_tree):
    return make_service(code=CODE, short_name="Đăng ký khai sinh")


def versions(code: str = CODE) -> list[ServiceVersion]:
    return list(ServiceVersion.objects.filter(code=code).order_by("number"))


def test_a_draft_leaves_no_version(service):
    revise(service, amount=1, publish=False)
    assert [one.number for one in versions()] == [1]


def test_a_new_fee_is_a_version_with_its_cause(service):
    revise(
        service,
        amount=60_000,
        cause="60/2014/QH13",
        note="Lệ phí mới.",
        applies_from=date(2026, 11, 1),
    )
    old, new = versions()
    assert new.cause == "60/2014/QH13 Luật Hộ tịch"
    assert (new.note, new.valid_from) == ("Lệ phí mới.", date(2026, 11, 1))
    assert [one.as_line() for one in differences(old.state, new.state)] == [
        "Lệ phí, trực tuyến: 115.000 đ → 60.000 đ"
    ]


def test_what_no_visitor_can_tell_is_no_version(service):
    revise(service, keywords="khai sinh", contact_name="Bà An", popularity=7)
    revise(service)
    assert [one.number for one in versions()] == [1]


def test_the_cause_of_one_change_is_not_that_of_the_next(service):
    revise(service, amount=60_000, cause="60/2014/QH13")
    page = ServicePage.objects.get(pk=service.pk).get_latest_revision_as_object()
    page.summary = "Cho trẻ em mới sinh."
    page.save_revision().publish()
    agency = page.service_agencies.first().agency
    agency.name = "Sở Tư pháp mới"
    agency.save()
    assert [one.cause_number for one in versions()] == ["", "60/2014/QH13", "", ""]


def test_nothing_that_only_editors_know_is_kept(service):
    revise(service, amount=1, contact_email="an@tinh.test", keywords="mật")
    kept = str([one.state for one in versions()])
    assert "an@tinh.test" not in kept
    assert "mật" not in kept


def test_an_import_keeps_versions_in_few_statements(site_tree):
    records = [
        ServiceRecord(code=f"1.00{number:04d}", name=f"Thủ tục {number}", field="Hộ tịch")
        for number in range(120)
    ]
    with CaptureQueriesContext(connection) as caught:
        import_records(records, publish=True, index=False)
    about = [one for one in caught if "serviceversion" in one["sql"]]
    assert ServiceVersion.objects.count() == 120
    assert len(about) <= 8
    import_records(records, publish=True, index=False)
    assert ServiceVersion.objects.count() == 120


def test_a_state_stored_before_the_schema_had_a_field_is_completed(service):
    (first,) = versions()
    older = {name: value for name, value in first.state.items() if name != "faq"}
    ServiceVersion.objects.update(packed=ServiceVersion.pack(older), digest="old")
    revise(service)
    (completed,) = versions()
    assert completed.state == first.state
