"""Approved versions publish themselves on their day, whatever happens before it."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.core.management import call_command

from services_catalogue.exchange.exporting import record_for
from services_catalogue.models import Fee, ServicePage, ServiceVersion
from services_catalogue.versions.coming import coming
from tests.factories import make_service
from tests.services_catalogue.versions.editing import revise

pytestmark = pytest.mark.django_db
CODE = "1.000100"
NEW_YEAR, SPRING = date(2027, 1, 1), date(2027, 3, 1)


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-24 10:00:00+07:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def service(site_tree, clock):
    return make_service(code=CODE, short_name="Đăng ký khai sinh")


def shown() -> tuple[int | None, str]:
    """The fee and the summary that visitors see."""
    page = ServicePage.objects.get(code=CODE)
    return Fee.objects.get(time_limit__channel__page=page).amount, page.summary


def days() -> list[date | None]:
    return [one.in_force_from for one in coming(CODE)]


def test_it_waits_for_its_day_and_then_shows_itself(service, clock):
    revise(service, amount=60_000, applies_from=NEW_YEAR, cause="60/2014/QH13")
    assert shown() == (115_000, "")
    assert days() == [NEW_YEAR]
    clock.move_to("2026-12-31 23:59:00+07:00")
    call_command("publish_scheduled")
    assert shown() == (115_000, "")
    clock.move_to("2027-01-01 00:01:00+07:00")
    call_command("publish_scheduled")
    assert shown() == (60_000, "")
    assert days() == []
    last = ServiceVersion.objects.filter(code=CODE).first()
    assert (last.number, last.in_force_from, last.cause_number) == (2, NEW_YEAR, "60/2014/QH13")


def test_two_versions_keep_their_days(service, clock):
    first = revise(service, amount=60_000, applies_from=NEW_YEAR)
    revise(service, amount=70_000, applies_from=SPRING, on=first)
    assert days() == [NEW_YEAR, SPRING]
    for moment, amount in (("2027-01-01", 60_000), ("2027-03-01", 70_000)):
        clock.move_to(f"{moment} 00:01:00+07:00")
        call_command("publish_scheduled")
        assert shown()[0] == amount


def test_both_due_after_a_long_night_end_with_the_later(service, clock):
    first = revise(service, amount=60_000, applies_from=NEW_YEAR)
    revise(service, amount=70_000, applies_from=SPRING, on=first)
    clock.move_to("2027-04-01 08:00:00+07:00")
    call_command("publish_scheduled")
    assert shown()[0] == 70_000
    assert days() == []


def test_a_correction_meanwhile_is_shown_now_and_on_the_day(service, clock):
    revise(service, amount=60_000, applies_from=NEW_YEAR)
    revise(service, summary="Cho trẻ em mới sinh.")
    assert shown() == (115_000, "Cho trẻ em mới sinh.")
    assert days() == [NEW_YEAR]
    clock.move_to("2027-01-01 00:01:00+07:00")
    call_command("publish_scheduled")
    assert shown() == (60_000, "Cho trẻ em mới sinh.")


def test_what_both_changed_stays_as_the_coming_version_has_it(service, clock):
    revise(service, amount=60_000, applies_from=NEW_YEAR)
    revise(service, amount=100_000)
    assert shown()[0] == 100_000
    clock.move_to("2027-01-01 00:01:00+07:00")
    call_command("publish_scheduled")
    assert shown()[0] == 60_000


def test_another_version_for_the_same_day_takes_its_place(service, clock):
    revise(service, amount=60_000, applies_from=NEW_YEAR)
    revise(service, amount=65_000, applies_from=NEW_YEAR)
    assert days() == [NEW_YEAR]
    clock.move_to("2027-01-01 00:01:00+07:00")
    call_command("publish_scheduled")
    assert shown()[0] == 65_000


def test_cancelled_or_unpublished_nothing_comes(service, clock):
    revision = revise(service, amount=60_000, applies_from=NEW_YEAR)
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    assert days() == []
    revise(service, amount=60_000, applies_from=NEW_YEAR)
    ServicePage.objects.get(pk=service.pk).unpublish()
    assert days() == []


def test_a_page_whose_version_waits_is_not_locked(service):
    revise(service, amount=60_000, applies_from=NEW_YEAR)
    page = ServicePage.objects.get(pk=service.pk)
    assert page.get_lock() is None
    assert page.approved_schedule


def test_the_record_of_what_is_shown_does_not_know_what_comes(service):
    revise(service, amount=60_000, applies_from=NEW_YEAR)
    page = ServicePage.objects.get(pk=service.pk)
    assert record_for(page).channels[0].time_limits[0].fees[0].amount == 115_000
