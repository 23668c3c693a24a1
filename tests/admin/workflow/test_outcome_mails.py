"""Who sent a change hears how it ended; Wagtail itself mails nobody, so no click waits for a mail."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from accounts.roles import MODERATORS, set_up_roles
from home.models import GuidancePage, HomePage
from services_catalogue.models import UnitMembership, WorkflowMail
from services_catalogue.workflow.submitting import submit_change
from tests.admin.workflow import failing_mail
from tests.admin.workflow.conftest import change, logged_in, make_person
from tests.admin.workflow.test_legal_check import act
from tests.admin.workflow.test_mails import told
from tests.factories import make_service
from tests.services_catalogue.versions.editing import revise


@pytest.fixture
def dead_server(settings, monkeypatch):
    """A mail server that hangs up; how often somebody tried."""
    tries: list[int] = []
    usual = failing_mail.Backend.send_messages

    def counted(self, messages):
        tries.append(len(messages))
        return usual(self, messages)

    monkeypatch.setattr(failing_mail.Backend, "send_messages", counted)
    monkeypatch.setattr(failing_mail.Backend, "open", lambda self: tries.append(0))
    settings.EMAIL_BACKEND = "tests.admin.workflow.failing_mail.Backend"
    return tries


def submit(page, user, **values):
    return submit_change(page, change(page, user, **(values or {"summary": "Mới."})), user=user)


def test_an_approval_is_told_to_who_sent_it_and_to_nobody_else(service, people):
    submit(service, people["editor"])
    told()
    act(logged_in(people["moderator"]), service, "approve", comment="Đúng rồi.")
    assert told() == [("ha-long-bt", "Đã duyệt: Đăng ký khai sinh")]
    [message] = mail.outbox
    assert f"/quan-tri/pages/{service.pk}/edit/" in message.body
    assert "Người duyệt: ha-long-duyet" in message.body
    assert "Đúng rồi." in message.body
    assert told() == []


def test_what_is_sent_back_is_told_with_the_comment_and_the_cause(service, people):
    revision = revise(service, amount=60_000, cause="60/2014/QH13", publish=False)
    submit_change(service, revision, user=people["editor"])
    told()
    act(logged_in(people["moderator"]), service, "reject", comment="Thiếu căn cứ.")
    assert told() == [("ha-long-bt", "Cần sửa lại: Đăng ký khai sinh")]
    html = mail.outbox[0].alternatives[0][0]
    for text in ("Thiếu căn cứ.", "60/2014/QH13 Luật Hộ tịch"):
        assert text in mail.outbox[0].body
        assert text in html


def test_an_approved_change_of_a_day_to_come_says_which(service, people):
    day = timezone.localdate() + timedelta(days=40)
    revision = revise(service, amount=60_000, applies_from=day, publish=False)
    submit_change(service, revision, user=people["editor"])
    act(logged_in(people["moderator"]), service, "approve")
    told()
    assert f"Hiện trên cổng từ {day.day}/{day.month}/{day.year}" in mail.outbox[-1].body


def test_sent_again_before_the_mail_went_it_did_not_come_back(service, people):
    submit(service, people["editor"])
    act(logged_in(people["moderator"]), service, "reject", comment="Sửa.")
    submit(service, people["editor"], summary="Sửa rồi.")
    assert told() == [("ha-long-duyet", "1 dịch vụ chờ bạn duyệt")]


def test_many_outcomes_are_one_mail_and_choices_count(units, people):
    pages = [make_service(managed_by=units["ha-long"]) for _ in range(2)]
    moderator = logged_in(people["moderator"])
    for page in pages:
        submit(page, people["editor"])
        act(moderator, page, "approve")
    assert told() == [("ha-long-bt", "2 bản sửa của bạn đã được duyệt")]
    UserProfile.objects.filter(user=people["editor"]).update(approved_notifications=False)
    submit(pages[0], people["editor"], summary="Lần nữa.")
    act(moderator, pages[0], "approve")
    assert told() == []


def test_who_left_the_unit_meanwhile_reads_nothing_of_its_drafts(service, people):
    submit(service, people["editor"])
    act(logged_in(people["moderator"]), service, "reject", comment="Bí mật của Hạ Long.")
    UnitMembership.objects.filter(user=people["editor"]).update(ends_on=date(2020, 1, 2))
    assert told() == []


def test_a_dead_mail_server_is_not_asked_by_a_click(service, people, dead_server, time_machine):
    submit(service, people["editor"])
    answer = act(logged_in(people["moderator"]), service, "approve")
    assert (answer.status_code, dead_server) == (302, [])
    service.refresh_from_db()
    assert service.summary == "Mới."
    told()
    assert dead_server
    kept = WorkflowMail.objects.get(kind="approved")
    assert (kept.done_at, kept.failure) == (None, "SMTPServerDisconnected")


def test_mails_that_do_not_go_are_seen_where_operators_look(service, people, dead_server):
    submit(service, people["editor"])
    late = timezone.now() - timedelta(minutes=20)
    WorkflowMail.objects.update(created_at=late, attempts=11)
    rows = Client().get("/readyz").json()["components"]
    assert {
        "name": "editors_mail",
        "status": "degraded",
        "detail": "1 late, 0 given up",
    }.items() <= (next(row for row in rows if row["name"] == "editors_mail").items())
    told()  # the last attempt
    rows = Client().get("/readyz").json()["components"]
    row = next(row for row in rows if row["name"] == "editors_mail")
    assert (row["status"], row["detail"]) == ("degraded", "0 late, 1 given up")


def test_guidance_goes_the_same_way(site_tree, people, dead_server, settings):
    """Pages that no unit keeps: the groups of Wagtail's own step, without Wagtail's own mails."""
    home = HomePage.objects.get()
    set_up_roles(home)
    province = make_person("tinh-duyet")
    province.groups.add(Group.objects.get(name=MODERATORS))
    page = GuidancePage(title="Nộp hồ sơ trên mạng", slug="nop-ho-so-tren-mang")
    home.add_child(instance=page)
    page.save_revision(user=people["editor"])
    page.get_workflow().start(page, people["editor"])
    assert dead_server == []
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert told() == [("tinh-duyet", "1 nội dung chờ bạn duyệt")]
    assert f"/quan-tri/pages/{page.pk}/edit/" in mail.outbox[0].body
    page.current_workflow_task_state.approve(user=province)
    assert told() == [("ha-long-bt", "Đã duyệt: Nộp hồ sơ trên mạng")]
