"""Followers are told what is announced, called off, taken down and replaced: once each."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.test import Client
from wagtail.models import Revision

from home.models import Subscription
from home.subscriptions import announcing, asking, standings
from services_catalogue.models import ServicePage
from submissions.relay.mailing import send_due_mails
from tests.factories import make_service
from tests.services_catalogue.versions.editing import revise

pytestmark = pytest.mark.django_db
CODE = "1.000100"
NEW_YEAR = date(2027, 1, 1)
FEED = f"/dv/{CODE}/thay-doi/atom.xml"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-11-24 10:00:00+07:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def service(site_tree, clock):
    return make_service(code=CODE, short_name="Đăng ký khai sinh")


def follow(page, address="an@example.vn", language="vi") -> Subscription:
    asking.ask(page, address)
    row = Subscription.objects.get(address=Subscription.digest(address), code=page.code)
    Subscription.objects.filter(pk=row.pk).update(language=language)
    asking.confirm(row)
    send_due_mails()
    mail.outbox.clear()
    return row


def told() -> list:
    call_command("tell_followers")
    send_due_mails()
    sent = list(mail.outbox)
    mail.outbox.clear()
    return sent


def feed() -> str:
    answer = Client().get(FEED)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_withdrawal_is_told_once_with_the_way_on(service):
    heir = make_service(code="1.000200", short_name="Khai sinh trực tuyến")
    follow(service)
    follow(service, "binh@example.vn", "en")
    page = ServicePage.objects.get(pk=service.pk)
    page.superseded_by = heir
    page.save(update_fields=["superseded_by"])
    page.unpublish()
    vietnamese, english = told()
    assert vietnamese.subject == "Không còn trên cổng: Đăng ký khai sinh"
    assert "/dv/1.000200/theo-doi/" in vietnamese.body
    assert "Khai sinh trực tuyến (1.000200)" in vietnamese.body
    assert english.subject.startswith("No longer on the portal")
    assert "/en/dv/1.000200" in english.body
    assert told() == []
    assert "Đã gỡ khỏi cổng" in feed()
    assert "/dv/1.000200" in feed()
    assert Client().get("/dv/9.999999/thay-doi/atom.xml").status_code == 404


def test_a_service_taken_down_and_put_back_at_once_is_no_news(service):
    follow(service)
    page = ServicePage.objects.get(pk=service.pk)
    page.unpublish()
    page.latest_revision.publish()
    assert told() == []
    page.refresh_from_db()
    page.unpublish()
    assert len(told()) == 1
    page.latest_revision.publish()
    (back,) = told()
    assert back.subject == "Dịch vụ lại có trên cổng: Đăng ký khai sinh"


def test_a_replacement_is_one_mail_and_says_where_to_go(service):
    heir = make_service(code="1.000200", short_name="Khai sinh trực tuyến")
    follow(service)
    revise(service, superseded_by=heir)
    (message,) = told()
    assert message.subject == "Được thay bằng dịch vụ khác: Đăng ký khai sinh"
    assert "/dv/1.000200\n" in message.body
    assert "List-Unsubscribe" in message.extra_headers
    assert told() == []
    assert "Được thay bằng dịch vụ khác" in feed()


def test_a_way_on_that_is_hidden_is_not_named(service):
    heir = make_service(code="1.000200", short_name="Chưa công bố", publish=False)
    follow(service)
    revise(service, superseded_by=heir)
    service.refresh_from_db()
    service.unpublish()
    (message,) = told()
    assert "Chưa công bố" not in message.body + feed()


def test_a_deleted_service_is_told_too(service):
    follow(service)
    ServicePage.objects.get(pk=service.pk).delete()
    (message,) = told()
    assert message.subject.startswith("Không còn trên cổng")
    assert "Đã gỡ khỏi cổng" in feed()


def test_a_coming_change_is_announced_once_and_told_again_on_its_day(service, clock):
    follow(service)
    revise(service, amount=60_000, applies_from=NEW_YEAR, cause="60/2014/QH13", note="Mức mới.")
    (message,) = told()
    assert message.subject == "Sắp thay đổi từ 1/1/2027: Đăng ký khai sinh"
    assert "115.000 đ → 60.000 đ" in message.body
    assert "60/2014/QH13 Luật Hộ tịch" in message.body
    assert told() == []
    assert "Sẽ áp dụng từ 1/1/2027" in feed()
    # A correction is carried into the waiting version: the correction is news, the other is not.
    revise(service, summary="Cho trẻ em mới sinh.")
    (message,) = told()
    assert "Có thay đổi từ" in message.subject
    clock.move_to("2027-01-01 00:01:00+07:00")
    call_command("publish_scheduled")
    (message,) = told()
    assert message.subject == "Có thay đổi từ 1/1/2027: Đăng ký khai sinh"
    assert told() == []


def test_what_is_called_off_is_taken_back_for_those_who_were_told(service, clock):
    follow(service)
    waiting = revise(service, amount=60_000, applies_from=NEW_YEAR)
    assert len(told()) == 1
    Revision.objects.filter(pk=waiting.pk).update(approved_go_live_at=None)
    (message,) = told()
    assert message.subject == "Không thay đổi từ 1/1/2027 nữa: Đăng ký khai sinh"
    assert told() == []
    # Approved again it is news again.
    again = Revision.objects.get(pk=waiting.pk)
    again.approved_go_live_at = again.as_object().go_live_at
    again.save(update_fields=["approved_go_live_at"])
    (message,) = told()
    assert message.subject.startswith("Sắp thay đổi")


def test_another_version_for_the_same_day_takes_its_place(service):
    follow(service)
    revise(service, amount=60_000, applies_from=NEW_YEAR)
    assert len(told()) == 1
    revise(service, amount=70_000, applies_from=NEW_YEAR)
    (message,) = told()
    assert "115.000 đ → 70.000 đ" in message.body


def test_who_follows_later_hears_of_it_on_its_day_only(service, clock):
    revise(service, amount=60_000, applies_from=NEW_YEAR)
    call_command("tell_followers")
    follow(service)
    assert told() == []
    clock.move_to("2027-01-01 00:01:00+07:00")
    call_command("publish_scheduled")
    assert len(told()) == 1


def test_two_clocks_tell_once(service):
    """The second clock read who is behind before the first wrote down that it told them."""
    row = follow(service)
    revise(service, amount=60_000, applies_from=NEW_YEAR)
    stale = Subscription.objects.get(pk=row.pk)
    assert len(told()) == 1
    assert not announcing._tell(stale)
    ServicePage.objects.get(pk=service.pk).unpublish()
    assert [one.subject for one in told()] == ["Không còn trên cổng: Đăng ký khai sinh"]
    assert not standings._tell(stale, standings.standing_of(CODE))
    assert told() == []
