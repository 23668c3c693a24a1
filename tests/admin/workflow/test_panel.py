"""What people see in the editor and on the desk."""

from __future__ import annotations

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import WorkflowState

from services_catalogue.desk.sources import sources
from services_catalogue.models import LegalExpert
from services_catalogue.units.scope import scope_of
from services_catalogue.workflow.causes import LegalCause
from services_catalogue.workflow.legal_requests import Person, ask
from services_catalogue.workflow.submitting import submit_change
from tests.admin.filled_form import FilledForm, errors
from tests.admin.workflow.conftest import change, current_step, logged_in
from tests.admin.workflow.test_legal_check import EXPERT, act, link_in, send_mails


def panel(browser, page) -> str:
    """The words of the panel."""
    html = browser.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content
    found = BeautifulSoup(html, "html.parser").select_one("[data-standing]")
    return " ".join(found.get_text(" ").split()) if found else ""


def desk(user, key: str):
    """What the source answers to ``user``, with how many queries."""
    user = type(user).objects.get(pk=user.pk)
    source = next(one for one in sources() if one.key == key)
    return source.look(user, scope_of(user), 10)


def test_the_moderator_sees_what_changes_why_and_until_when(service, people):
    cause = LegalCause("60/2026/NĐ-CP", "Nghị định về hộ tịch")
    revision = change(service, people["editor"], summary="Tóm tắt mới.")
    submit_change(service, revision, user=people["editor"], cause=cause)
    shown = panel(logged_in(people["moderator"]), service)
    assert "1 chỗ khác bản đang công bố" in shown
    assert "Tóm tắt mới." in shown
    assert "60/2026/NĐ-CP Nghị định về hộ tịch" in shown
    assert "Lấy từ cơ sở dữ liệu quốc gia" in shown
    assert "ha-long-bt" in shown
    assert re.search(r"Hạn \d", shown)


def test_the_editor_sees_who_has_it(service, people):
    submit_change(service, change(service, people["editor"], summary="Mới."), user=people["editor"])
    shown = panel(logged_in(people["editor"]), service)
    assert "Ai quyết định ha-long-duyet" in shown


def test_a_service_without_a_draft_shows_no_panel(service, people):
    assert panel(logged_in(people["editor"]), service) == ""


def test_the_editor_asks_and_submits_at_once(service, people):
    browser = logged_in(people["editor"])
    change(service, people["editor"], summary="Mới.")
    address = reverse("ask_experts", args=[service.pk])
    assert "Ghi và gửi duyệt bản nháp" in browser.get(address).content.decode()
    data = {"name_1": EXPERT.name, "email_1": EXPERT.email, "days": "3", "submit": "1"}
    browser.post(address, data)
    assert current_step(service).task.name == "Người duyệt của đơn vị"
    assert "sẽ nhận thư khi đơn vị duyệt xong" in panel(logged_in(people["moderator"]), service)
    act(logged_in(people["moderator"]), service, "approve")
    assert "đã gửi thư, chưa mở" in panel(logged_in(people["moderator"]), service)


def test_a_name_without_an_address_is_not_taken(service, people):
    browser = logged_in(people["editor"])
    data = {"name_1": "A", "email_1": "a@b.example", "name_2": "B", "days": "3"}
    answer = browser.post(reverse("ask_experts", args=[service.pk]), data)
    assert "Điền địa chỉ thư của người này." in answer.content.decode()
    assert not LegalExpert.objects.exists()


@pytest.mark.parametrize("who", ["stranger"])
def test_people_of_other_units_ask_nobody(service, people, who):
    browser = logged_in(people[who])
    data = {"name_1": "A", "email_1": "a@b.example", "days": "3"}
    browser.post(reverse("ask_experts", args=[service.pk]), data)
    request = ask(service, user=people["editor"], people=[EXPERT])
    expert = request.experts.get()
    browser.post(reverse("change_expert", args=[service.pk, expert.pk]), {"revoke": "1"})
    assert list(LegalExpert.objects.filter(revoked_at=None)) == [expert]


def test_the_moderator_sends_again_and_revokes(service, people):
    ask(service, user=people["editor"], people=[EXPERT, Person("An", "an@vidu.example")])
    submit_change(service, change(service, people["editor"], summary="Mới."), user=people["editor"])
    browser = logged_in(people["moderator"])
    act(browser, service, "approve")
    assert len(send_mails()) == 2  # the moderator's own has no matter any more
    expert = LegalExpert.objects.get(email=EXPERT.email)
    address = reverse("change_expert", args=[service.pk, expert.pk])
    browser.post(address, {"again": "1"})
    assert [one.to for one in send_mails()] == [[EXPERT.email]]
    browser.post(address, {"revoke": "1"})
    expert.refresh_from_db()
    assert expert.revoked_at


def test_what_waits_stands_on_the_right_desk_and_leaves_it(
    service, people, django_assert_max_num_queries
):
    submit_change(service, change(service, people["editor"], summary="Mới."), user=people["editor"])
    [matter] = desk(people["moderator"], "workflow-waiting").matters
    assert (matter.title, matter.service_id) == ("Đăng ký khai sinh", service.pk)
    assert desk(people["stranger"], "workflow-waiting").total == 0
    reader = type(people["moderator"]).objects.get(pk=people["moderator"].pk)
    scope = scope_of(reader)
    for source in sources():
        if source.key in ("workflow-waiting", "workflow-returned", "legal-check-late"):
            with django_assert_max_num_queries(3):
                source.look(reader, scope, 10)
    act(logged_in(people["moderator"]), service, "reject", comment="Thiếu phí.")
    assert desk(people["moderator"], "workflow-waiting").total == 0
    [back] = desk(people["editor"], "workflow-returned").matters
    assert (back.detail, back.urgent) == ("Thiếu phí.", True)
    WorkflowState.objects.get().resume(people["editor"])
    assert desk(people["editor"], "workflow-returned").total == 0


def test_a_late_expert_stands_on_the_moderators_desk(service, people, time_machine):
    time_machine.move_to("2026-11-24T09:00:00+07:00", tick=False)
    ask(service, user=people["editor"], people=[EXPERT], days=2)
    submit_change(service, change(service, people["editor"], summary="Mới."), user=people["editor"])
    act(logged_in(people["moderator"]), service, "approve")
    assert desk(people["moderator"], "legal-check-late").total == 0
    time_machine.move_to("2026-11-28T09:00:00+07:00", tick=False)
    assert desk(people["moderator"], "legal-check-late").total == 1
    assert desk(people["stranger"], "legal-check-late").total == 0


def test_an_experts_comment_stands_at_its_field(service, people, client):
    ask(service, user=people["editor"], people=[EXPERT])
    submit_change(service, change(service, people["editor"], summary="Mới."), user=people["editor"])
    act(logged_in(people["moderator"]), service, "approve")
    [invitation] = [one for one in send_mails() if EXPERT.email in one.to]
    said = {"answer": "no", "reason": "Sai.", "comment-summary": "Thiếu căn cứ."}
    client.post(link_in(invitation), said)
    browser = logged_in(people["editor"])
    address = reverse("wagtailadmin_pages:edit", args=[service.pk])
    html = BeautifulSoup(browser.get(address).content, "html.parser")
    [comment] = json.loads(html.select_one("#comments-data").text)["comments"]
    assert comment["contentpath"] == "summary"
    assert "Trần Thị Bình" in comment["text"]
    form = FilledForm(browser, address)
    form.data["summary"] = "Mới, có căn cứ."
    assert errors(form.send("action-submit")) == []
    assert current_step(service).task.name == "Người duyệt của đơn vị"
