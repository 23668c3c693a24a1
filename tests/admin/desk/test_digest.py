"""The weekly mails: to whom, when, what they say, and that they go out once."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import PageLogEntry

from home.models import PageFeedback
from services_catalogue.link_check import reasons
from services_catalogue.link_check.collecting import collect
from services_catalogue.models import Agency, DigestMail, LinkState, LinkStatus, ServicePage
from tests.services_catalogue.link_check.linking import service_with


@pytest.fixture
def waiting(mine, browsers) -> ServicePage:
    """Something waits for commune A, and for a contact without an account."""
    ServicePage.objects.filter(pk=mine.pk).update(
        contact_name="Chị Hoa",
        contact_email="Hoa@xa-a.example",
        review_due_on=timezone.localdate() - timedelta(days=2),
    )
    PageFeedback.objects.create(page=mine.page_ptr, helpful=False, reason="unclear")
    return ServicePage.objects.get(pk=mine.pk)


def errors(answer) -> list[str]:
    """What the account form says is wrong."""
    return [
        one.text for one in BeautifulSoup(answer.content, "html.parser").select(".error-message")
    ]


def sent(mailoutbox) -> dict[str, object]:
    return {mail.to[0]: mail for mail in mailoutbox}


def test_those_for_whom_something_waits_get_one_mail(waiting, mailoutbox):
    call_command("send_desk_digest", "--now")
    mails = sent(mailoutbox)
    assert {"bien-tap-a@quangninh.example", "hoa@xa-a.example"} <= mails.keys()
    assert "bien-tap-b@quangninh.example" not in mails
    mail = mails["bien-tap-a@quangninh.example"]
    assert mail.subject == "2 việc chờ bạn tuần này"
    for text in (mail.body, mail.alternatives[0].content):
        assert waiting.title in text
        assert f"/quan-tri/pages/{waiting.pk}/edit/" in text
    before = len(mailoutbox)
    call_command("send_desk_digest", "--now")
    assert len(mailoutbox) == before


@pytest.mark.parametrize(
    ("when", "goes"), [("2026-11-30 06:59+07:00", False), ("2026-11-30 07:00+07:00", True)]
)
def test_it_goes_on_monday_morning_local_time(waiting, mailoutbox, when, goes):
    with time_machine.travel(when, tick=False):
        call_command("send_desk_digest")
    assert bool(mailoutbox) is goes


def test_who_said_no_gets_none(waiting, browsers, mailoutbox):
    page = browsers["editor"].get("/quan-tri/account/").content
    form = BeautifulSoup(page, "html.parser")
    assert form.select_one("input[name=digest-weekly]").has_attr("checked")
    data = {
        field["name"]: field.get("value", "on")
        for field in form.select("form input[name], form select[name]")
        if field["name"] != "digest-weekly"
        and (
            field.get("type") not in ("checkbox", "radio", "file", "password")
            or field.has_attr("checked")
        )
    }
    for select in form.select("form select[name]"):
        chosen = select.select_one("option[selected]") or select.select_one("option")
        data[select["name"]] = chosen["value"]
    data |= {"name_email-first_name": "Biên", "name_email-last_name": "Tập"}
    answer = browsers["editor"].post("/quan-tri/account/", data)
    assert answer.status_code == 302, errors(answer)
    call_command("send_desk_digest", "--now")
    assert "bien-tap-a@quangninh.example" not in sent(mailoutbox)


def test_a_failure_is_seen_and_tried_again(waiting, mailoutbox, monkeypatch):
    from django.core.mail import EmailMultiAlternatives

    send = EmailMultiAlternatives.send

    def refuse(self, *args, **kwargs):
        if self.to == ["bien-tap-a@quangninh.example"]:
            raise ConnectionRefusedError
        return send(self, *args, **kwargs)

    monkeypatch.setattr(EmailMultiAlternatives, "send", refuse)
    with pytest.raises(CommandError):
        call_command("send_desk_digest", "--now")
    assert "hoa@xa-a.example" in sent(mailoutbox)
    assert DigestMail.objects.exclude(reason__in=("", "nothing waits")).get().attempts == 1
    monkeypatch.undo()
    DigestMail.objects.update(next_attempt_at=timezone.now())
    call_command("send_desk_digest", "--now")
    assert "bien-tap-a@quangninh.example" in sent(mailoutbox)


def test_a_contact_says_in_one_click_that_all_is_right(waiting, visitor, mailoutbox):
    call_command("send_desk_digest", "--now")
    mail = sent(mailoutbox)["hoa@xa-a.example"]
    assert "duyet-a@quangninh.example" in mail.body
    [link] = [word for word in mail.body.split() if "/xac-nhan-noi-dung/" in word]
    link = link.replace("http://localhost:8000", "")
    asked = visitor.get(link)
    assert waiting.title in asked.content.decode()
    assert "no-store" in asked["Cache-Control"]
    waiting.refresh_from_db()
    assert waiting.reviewed_on is None
    thanks = visitor.post(link)
    assert thanks.status_code == 303
    assert "Cảm ơn" in visitor.get(thanks["Location"]).content.decode()
    waiting.refresh_from_db()
    assert waiting.reviewed_on == timezone.localdate()
    assert waiting.review_due_on > timezone.localdate()
    assert waiting.live
    assert not waiting.has_unpublished_changes
    entry = PageLogEntry.objects.get(page=waiting.pk, action="services_catalogue.reviewed")
    assert entry.message == "Đã xem, vẫn đúng: Chị Hoa"
    assert visitor.post(link).status_code == 410


def test_a_draft_in_work_is_not_published_by_a_review(waiting, visitor, mailoutbox):
    draft = waiting.get_latest_revision_as_object()
    draft.summary = "Chưa xong"
    draft.save_revision()
    call_command("send_desk_digest", "--now")
    body = sent(mailoutbox)["hoa@xa-a.example"].body
    [link] = [word for word in body.split() if "/xac-nhan-noi-dung/" in word]
    visitor.post(link.replace("http://localhost:8000", ""))
    waiting.refresh_from_db()
    assert waiting.summary == ""
    assert waiting.reviewed_on == timezone.localdate()
    assert waiting.get_latest_revision_as_object().summary == "Chưa xong"
    assert waiting.get_latest_revision_as_object().reviewed_on == timezone.localdate()


def test_a_link_for_another_contact_is_dead(waiting, visitor, mailoutbox):
    call_command("send_desk_digest", "--now")
    body = sent(mailoutbox)["hoa@xa-a.example"].body
    [link] = [word for word in body.split() if "/xac-nhan-noi-dung/" in word]
    ServicePage.objects.filter(pk=waiting.pk).update(contact_email="moi@xa-a.example")
    assert visitor.get(link.replace("http://localhost:8000", "")).status_code == 410
    assert visitor.get("/xac-nhan-noi-dung/bia-dat/").status_code == 410


def test_a_contact_hears_of_dead_links_of_their_own_pages_alone(mine, browsers, mailoutbox):
    """Of whatever unit: the contact's name counts, not a unit; and never a stranger's page."""
    other = Agency.objects.get(slug="xa-b")
    stranger = service_with("https://luat.vidu.vn/cua-b", managed_by=other, short_name="Việc B")
    both = service_with("https://luat.vidu.vn/chung", managed_by=other, short_name="Việc chung")
    ServicePage.objects.filter(pk=both.pk).update(contact_email="Hoa@xa-a.example")
    ServicePage.objects.filter(pk=stranger.pk).update(contact_email="la@xa-b.example")
    collect()
    LinkStatus.objects.update(
        state=LinkState.BROKEN, status=404, reason=reasons.GONE, broken_since=timezone.now()
    )
    call_command("send_desk_digest", "--now")
    mail = sent(mailoutbox)["hoa@xa-a.example"]
    for text in (mail.body, mail.alternatives[0].content):
        assert "Việc chung" in text
        assert "https://luat.vidu.vn/chung" in text
        assert "Trang không còn (404)" in text
        assert "cua-b" not in text
        assert "Việc B" not in text
    # Mended, it is not told in the week after.
    LinkStatus.objects.update(state=LinkState.FINE)
    mailoutbox.clear()
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        call_command("send_desk_digest", "--now")
    assert "hoa@xa-a.example" not in sent(mailoutbox)
