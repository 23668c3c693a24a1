"""Who is told, when, and how often."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.management import call_command
from wagtail.users.models import UserProfile

from services_catalogue.models import UnitMembership, WorkflowMail
from services_catalogue.workflow.legal_requests import Person, ask
from services_catalogue.workflow.submitting import submit_change
from tests.admin.workflow.conftest import change, current_step, logged_in
from tests.admin.workflow.test_legal_check import act
from tests.factories import make_service


def told() -> list[tuple[str, str]]:
    """(receiver, subject) of what the clock sends now."""
    mail.outbox.clear()
    call_command("send_workflow_mails", verbosity=0)
    return [(one.to[0].split("@")[0], one.subject) for one in mail.outbox]


@pytest.fixture
def tuesday(time_machine):
    """Nine o'clock in Vietnam, on a Tuesday."""
    time_machine.move_to("2026-11-24T09:00:00+07:00", tick=False)
    return time_machine


def submit(page, user=None):
    return submit_change(page, change(page, user, summary="Mới."), user=user)


def test_forty_changes_are_one_mail(units, people, tuesday):
    pages = [make_service(managed_by=units["ha-long"]) for _ in range(3)]
    for page in pages:
        submit(page)
    assert told() == [("ha-long-duyet", "3 dịch vụ chờ bạn duyệt")]
    [message] = mail.outbox
    html = message.alternatives[0][0]
    for page in pages:
        assert f"/quan-tri/pages/{page.pk}/edit/" in message.body
        assert f"/quan-tri/pages/{page.pk}/edit/" in html
    assert told() == []


def test_who_wants_no_mail_and_who_submits_get_none(service, people):
    UserProfile.objects.create(user=people["moderator"], submitted_notifications=False)
    submit(service, people["editor"])
    assert told() == []
    other = make_service(managed_by=service.managed_by)
    UserProfile.objects.update(submitted_notifications=True)
    submit(other, people["moderator"])
    assert told() == []


def test_what_is_done_meanwhile_is_not_told(service, people):
    submit(service, people["editor"])
    act(logged_in(people["moderator"]), service, "approve")
    assert [who for who, _subject in told()] == ["ha-long-bt"]  # how it ended, to who sent it
    assert WorkflowMail.objects.filter(done_at=None).count() == 0


def test_reminders_before_and_after_the_date_and_to_the_head_once_each(service, people, tuesday):
    submit(service, people["editor"])  # three working days: due on Friday 27
    told()
    tuesday.move_to("2026-11-25T09:00:00+07:00", tick=False)
    assert told() == []
    tuesday.move_to("2026-11-26T06:00:00+07:00", tick=False)
    assert told() == []  # nobody is woken
    tuesday.move_to("2026-11-26T07:30:00+07:00", tick=False)
    assert told() == [("ha-long-duyet", "1 dịch vụ sắp đến hạn duyệt")]
    assert told() == []
    tuesday.move_to("2026-11-28T09:00:00+07:00", tick=False)  # Saturday
    assert told() == [("ha-long-duyet", "1 dịch vụ đã quá hạn duyệt")]
    tuesday.move_to("2026-12-01T09:00:00+07:00", tick=False)
    assert told() == []
    tuesday.move_to("2026-12-02T09:00:00+07:00", tick=False)  # the third working day late
    assert told() == [("lanh-dao", "1 dịch vụ quá hạn duyệt đã lâu, cần bạn xử lý")]
    assert told() == []
    act(logged_in(people["head"]), service, "approve")  # now the head may, and does
    service.refresh_from_db()
    assert service.summary == "Mới."


def test_expert_and_moderator_are_reminded_until_the_answer(service, people, tuesday):
    revision = change(service, people["editor"], summary="Mới.")
    ask(service, user=people["editor"], people=[Person("Bình", "binh@luatsu.example")], days=2)
    submit_change(service, revision, user=people["editor"])
    act(logged_in(people["moderator"]), service, "approve")
    assert ("binh", "Nhờ bạn kiểm tra pháp lý: Đăng ký khai sinh") in told()
    tuesday.move_to("2026-11-25T09:00:00+07:00", tick=False)
    assert told() == [
        ("binh", "Sắp đến hạn kiểm tra pháp lý: Đăng ký khai sinh"),
        ("ha-long-duyet", "1 dịch vụ sắp đến hạn duyệt"),
    ]
    tuesday.move_to("2026-11-27T09:00:00+07:00", tick=False)
    assert [who for who, _subject in told()] == ["binh", "ha-long-duyet"]
    current_step(service).legal_invitations.update(answered_at="2026-11-27T09:00:00+07:00")
    assert told() == []


def test_a_mail_server_that_fails_is_asked_again(service, people, settings, tuesday, caplog):
    submit(service, people["editor"])
    good = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.admin.workflow.failing_mail.Backend"
    assert told() == []
    assert people["moderator"].email not in caplog.text
    settings.EMAIL_BACKEND = good
    assert told() == []  # not at once
    tuesday.shift(180)
    assert told() == [("ha-long-duyet", "1 dịch vụ chờ bạn duyệt")]


def test_a_mail_that_never_goes_is_given_up_and_said(service, people, settings, tuesday):
    submit(service, people["editor"])
    settings.EMAIL_BACKEND = "tests.admin.workflow.failing_mail.Backend"
    for _ in range(12):
        told()
        tuesday.shift(6 * 3600 + 1)
    assert not WorkflowMail.objects.filter(kind="waiting", done_at=None).exists()
    assert WorkflowMail.objects.get(kind="waiting").failure == "SMTPServerDisconnected"


def test_without_people_the_province_hears(service, people):
    UnitMembership.objects.all().delete()
    submit(service)
    from django.contrib.auth.models import Group

    from accounts.roles import MODERATORS

    assert told() == []
    people["stranger"].groups.add(Group.objects.get(name=MODERATORS))
    submit(make_service())
    assert told() == [("cam-pha-duyet", "1 dịch vụ chờ bạn duyệt")]
