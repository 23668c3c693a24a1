"""The whole road with an expert: editor, moderator, signed link, answer, published or sent back."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment, WorkflowState

from services_catalogue.models import LegalExpert, LegalInvitation
from services_catalogue.workflow.legal_requests import Person, ask, revoke
from services_catalogue.workflow.submitting import submit_change
from tests.admin.workflow.conftest import change, current_step, logged_in

EXPERT = Person("Trần Thị Bình", "binh@luatsu.example", "Đoàn Luật sư tỉnh")
OTHER = Person("Lê Văn An", "an@tuphap.example")


def act(browser, page, action, **data):
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, action, current_step(page).pk]
    )
    return browser.post(address, data)


def link_in(message) -> str:
    """The path of the link in a mail."""
    return re.search(r"http://localhost:8000(/kiem-tra-phap-ly/\S+/)", message.body)[1]


def send_mails() -> list:
    """What goes out now."""
    mail.outbox.clear()
    call_command("send_workflow_mails", verbosity=0)
    return list(mail.outbox)


@pytest.fixture
def waiting(service, people):
    """A change that the moderator has approved and for which the editor asked an expert."""
    revision = change(service, people["editor"], summary="Tóm tắt mới.")
    ask(service, user=people["editor"], people=[EXPERT], question="Đúng điều 4 chưa?")
    submit_change(service, revision, user=people["editor"])
    act(logged_in(people["moderator"]), service, "approve")
    service.refresh_from_db()
    return service


@pytest.fixture
def link(waiting) -> str:
    """The expert's link."""
    return next(link_in(one) for one in send_mails() if EXPERT.email in one.to)


def test_nobody_asked_nobody_waits(service, people):
    submit_change(service, change(service, people["editor"], summary="Mới."), user=people["editor"])
    act(logged_in(people["moderator"]), service, "approve")
    service.refresh_from_db()
    assert service.summary == "Mới."


def test_a_yes_publishes_exactly_what_was_read(waiting, link):
    expert = Client(enforce_csrf_checks=True)
    answer = expert.get(link)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "Tóm tắt mới." in html
    assert "Đúng điều 4 chưa?" in html
    assert "no-store" in answer.headers["Cache-Control"]
    assert '<meta name="referrer" content="no-referrer">' in html
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert not answer.cookies
    shown = expert.get(f"{link}xem-truoc/")
    assert "Tóm tắt mới." in shown.content.decode()
    assert "unsafe-inline" not in shown.headers["Content-Security-Policy"]
    thanks = expert.post(link, {"answer": "yes"}, follow=True)
    assert "Đã nhận trả lời của bạn" in thanks.content.decode()
    waiting.refresh_from_db()
    assert waiting.summary == "Tóm tắt mới."
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED


def test_a_no_brings_the_comments_to_the_editor(waiting, link, people, client):
    mail.outbox.clear()
    client.post(
        link,
        {
            "answer": "no",
            "reason": "Mức phí đã đổi.",
            "comment-summary": "Thiếu căn cứ.",
            "comment-channels": "Phí là 60.000 đ.",
        },
    )
    waiting.refresh_from_db()
    assert waiting.summary == ""
    state = WorkflowState.objects.get()
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert "Mức phí đã đổi." in state.current_task_state.comment
    comment = Comment.objects.get()
    assert (comment.contentpath, comment.page_id) == ("summary", waiting.pk)
    assert "Trần Thị Bình" in comment.text
    assert not comment.user.is_active
    html = (
        logged_in(people["editor"])
        .get(reverse("wagtailadmin_pages:edit", args=[waiting.pk]))
        .content.decode()
    )
    assert "Mức phí đã đổi." in html
    assert "Phí là 60.000 đ." in html
    assert "Thiếu căn cứ." in html
    [told] = [one for one in send_mails() if one.to == [people["editor"].email]]
    assert "Phí là 60.000 đ." in told.body


def test_a_no_without_a_reason_is_asked_for_one(waiting, link, client):
    answer = client.post(link, {"answer": "no", "comment-summary": "Giữ lại chữ này."})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Viết vì sao bạn chưa đồng ý" in html
    assert "Giữ lại chữ này." in html
    assert current_step(waiting).task.name == "Kiểm tra pháp lý"


def test_after_a_no_the_mended_change_goes_by_the_unit_to_the_expert_again(
    waiting, link, people, client
):
    client.post(link, {"answer": "no", "reason": "Sai."})
    mended = change(waiting, people["editor"], summary="Đã sửa.")
    submit_change(waiting, mended, user=people["editor"])
    assert current_step(waiting).task.name == "Người duyệt của đơn vị"
    act(logged_in(people["moderator"]), waiting, "approve")
    [invitation] = [one for one in send_mails() if EXPERT.email in one.to]
    assert link_in(invitation) != link
    client.post(link_in(invitation), {"answer": "yes"})
    waiting.refresh_from_db()
    assert waiting.summary == "Đã sửa."


def test_a_link_answers_once(waiting, link, client):
    client.post(link, {"answer": "yes"})
    again = client.post(link, {"answer": "no", "reason": "Nghĩ lại."})
    assert "Đã nhận trả lời của bạn" in again.content.decode()
    assert LegalInvitation.objects.get().answer == "yes"
    assert "Tóm tắt mới." not in client.get(f"{link}xem-truoc/").content.decode()


@pytest.mark.parametrize("overwrite", [False, True], ids=["another", "written over"])
def test_a_newer_revision_kills_the_link_and_goes_to_the_unit_first(
    waiting, link, people, client, overwrite
):
    latest = waiting.latest_revision
    draft = latest.as_object()
    draft.summary = "Ai đó sửa."
    if overwrite:
        draft.save_revision(user=people["editor"], overwrite_revision=latest)
    else:
        draft.save_revision(user=people["moderator"])
    dead = client.post(link, {"answer": "yes"})
    assert dead.status_code == 410
    assert "vừa được sửa" in dead.content.decode()
    waiting.refresh_from_db()
    assert waiting.summary == ""
    assert current_step(waiting).task.name == "Người duyệt của đơn vị"


def test_a_revoked_an_expired_and_a_forged_link_say_so(waiting, link, people, client, time_machine):
    forged = client.get(f"{link[:-3]}xx/")
    assert forged.status_code == 404
    time_machine.move_to(LegalInvitation.objects.get().expires_on.isoformat() + "T12:00:00+07:00")
    assert client.get(link).status_code == 200
    time_machine.shift(24 * 3600)
    late = client.get(link)
    assert (late.status_code, "đã hết hạn" in late.content.decode()) == (410, True)
    revoke(LegalExpert.objects.get(), user=people["moderator"])
    gone = client.get(link)
    assert (gone.status_code, "thu hồi" in gone.content.decode()) == (410, True)
    waiting.refresh_from_db()
    assert waiting.summary == ""  # nobody left to ask is no yes
