"""Several experts, and the moderators who ask them or wait no longer."""

from __future__ import annotations

from wagtail.models import TaskState

from services_catalogue.workflow.legal_requests import ask
from services_catalogue.workflow.submitting import submit_change
from tests.admin.workflow.conftest import change, current_step, logged_in
from tests.admin.workflow.test_legal_check import (
    EXPERT,
    OTHER,
    act,
    link,  # noqa: F401
    link_in,
    send_mails,
    waiting,  # noqa: F401
)


def test_all_must_say_yes(waiting, link, people, client):  # noqa: F811
    ask(waiting, user=people["moderator"], people=[OTHER])
    [second] = [one for one in send_mails() if OTHER.email in one.to]
    client.post(link, {"answer": "yes"})
    waiting.refresh_from_db()
    assert waiting.summary == ""
    client.post(link_in(second), {"answer": "yes"})
    waiting.refresh_from_db()
    assert waiting.summary == "Tóm tắt mới."


def test_the_first_no_decides_and_ends_the_others_links(waiting, link, people, client):  # noqa: F811
    ask(waiting, user=people["moderator"], people=[OTHER])
    [second] = [one for one in send_mails() if OTHER.email in one.to]
    client.post(link, {"answer": "no", "reason": "Sai."})
    assert client.get(link_in(second)).status_code == 410


def test_the_moderator_asks_while_approving(service, people):
    submit_change(service, change(service, people["editor"], summary="Mới."), user=people["editor"])
    fields = {"name_1": EXPERT.name, "email_1": EXPERT.email, "days": "3", "question": "Đúng chưa?"}
    act(logged_in(people["moderator"]), service, "legal_check", **fields)
    assert current_step(service).task.name == "Kiểm tra pháp lý"
    assert [EXPERT.email] in [one.to for one in send_mails()]


def test_the_moderator_goes_on_without_the_experts_only_with_a_reason(
    waiting,  # noqa: F811
    link,  # noqa: F811
    people,
    client,
):
    browser = logged_in(people["moderator"])
    act(browser, waiting, "approve", comment="")
    waiting.refresh_from_db()
    assert waiting.summary == ""
    act(browser, waiting, "approve", comment="Gấp, đã hỏi qua điện thoại.")
    waiting.refresh_from_db()
    assert waiting.summary == "Tóm tắt mới."
    assert TaskState.objects.filter(comment__contains="qua điện thoại").exists()
    assert client.get(link).status_code == 410


def test_strangers_do_not_end_the_waiting(waiting, people):  # noqa: F811
    act(logged_in(people["stranger"]), waiting, "approve", comment="Thử.")
    assert current_step(waiting).task.name == "Kiểm tra pháp lý"
