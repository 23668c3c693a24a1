"""Each change that the outside can see is recorded once, whichever way it came."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import Page, PageViewRestriction

from services_catalogue.exchange.importing import import_records
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.models import ChangeFeed, ChangeRecord, Fee, ServicePage
from services_catalogue.models.changes import AppendOnly
from tests.factories import make_agency, make_service

pytestmark = pytest.mark.django_db
CODE = "1.000100"


@pytest.fixture
def service(site_tree):
    return make_service(code=CODE, short_name="Đăng ký khai sinh")


def told(code: str = CODE) -> list[tuple[str, list[str]]]:
    return [(one.kind, one.fields) for one in ChangeRecord.objects.filter(code=code)]


def publish(page: ServicePage) -> None:
    page.save_revision().publish()


def test_a_draft_is_told_to_nobody(site_tree):
    page = make_service(code=CODE, publish=False)
    page.short_name = "Tên khác"
    page.save_revision()
    assert told() == []


def test_published_then_a_new_fee_names_the_field(service):
    page = ServicePage.objects.get(pk=service.pk)
    limit = page.channels.first().time_limits.first()
    fee = limit.fees.first()
    fee.amount = 99_000
    limit.fees = [fee]
    channel = page.channels.first()
    channel.time_limits = [limit]
    page.channels = [channel]
    publish(page)
    assert Fee.objects.get(time_limit__channel__page=page).amount == 99_000
    assert told() == [("published", []), ("changed", ["channels", "updated_at"])]


def test_unpublish_and_publish_again(service):
    service.unpublish()
    publish(ServicePage.objects.get(pk=service.pk))
    assert [kind for kind, _fields in told()] == ["published", "withdrawn", "published"]


def test_unpublished_through_the_bare_page(service):
    Page.objects.get(pk=service.pk).unpublish()
    assert told()[-1] == ("withdrawn", [])


def test_superseded_names_the_successor_and_forgets_it_when_that_is_deleted(service):
    successor = make_service(code="1.000200")
    page = ServicePage.objects.get(pk=service.pk)
    page.superseded_by = successor
    publish(page)
    last = ChangeRecord.objects.filter(code=CODE).last()
    assert (last.kind, last.superseded_by) == ("superseded", "1.000200")
    successor.delete()
    assert told("1.000200")[-1] == ("withdrawn", [])
    assert told()[-1] == ("changed", ["superseded_by"])


def test_a_withdrawn_service_says_what_took_its_place(service):
    page = ServicePage.objects.get(pk=service.pk)
    page.superseded_by = make_service(code="1.000200")
    publish(page)
    page.unpublish()
    assert ChangeRecord.objects.filter(code=CODE).last().superseded_by == "1.000200"


def test_a_new_code_is_a_withdrawal_and_a_publication(service):
    page = ServicePage.objects.get(pk=service.pk)
    page.code = "1.000300"
    publish(page)
    assert told()[-1] == ("withdrawn", [])
    assert told("1.000300") == [("published", [])]


def test_names_of_agencies_fields_and_addresses_reach_the_services(service):
    agency = make_agency()
    agency.name = "Sở Tư pháp tỉnh"
    agency.save()
    assert told()[-1] == ("changed", ["agencies"])
    service.field.name = "Hộ tịch, quốc tịch"
    service.field.save()
    assert told()[-1] == ("changed", ["field"])
    index = service.get_parent().specific
    index.slug = "thu-tuc"
    index.save()
    assert told()[-1] == ("changed", ["url"])


def test_a_restriction_hides_and_its_end_shows(service):
    restriction = PageViewRestriction.objects.create(
        page=service.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    assert told()[-1] == ("withdrawn", [])
    restriction.delete()
    assert told()[-1] == ("published", [])


def test_internal_procedures_are_never_told(site_tree):
    make_service(code="5.000100")
    assert not ChangeRecord.objects.exists()


def test_an_import_is_recorded_and_an_idle_one_adds_nothing(site_tree):
    records = [
        ServiceRecord(code=f"2.{number:06d}", name=f"Thủ tục {number}", field="Hộ tịch")
        for number in range(3)
    ]
    import_records(records, publish=True)
    import_records(records, publish=True)
    assert list(ChangeRecord.objects.values_list("position", "code", "kind")) == [
        (number + 1, f"2.{number:06d}", "published") for number in range(3)
    ]


def test_a_change_that_fails_leaves_no_record_and_no_gap(service):
    with pytest.raises(IntegrityError), transaction.atomic():
        page = ServicePage.objects.get(pk=service.pk)
        page.summary = "Mới"
        page.save()
        raise IntegrityError("the rest of the request failed")
    assert ServicePage.objects.get(pk=service.pk).summary == ""
    page = ServicePage.objects.get(pk=service.pk)
    page.summary = "Mới hơn"
    page.save()
    assert list(ChangeRecord.objects.values_list("position", flat=True)) == [1, 2]
    assert ChangeFeed.current().position == 2


def test_history_is_not_rewritten(service):
    record = ChangeRecord.objects.get()
    with pytest.raises(AppendOnly):
        record.save()
    with pytest.raises(AppendOnly):
        record.delete()
