"""Drafts: kept, found again, merged between tabs, gone when their time is over."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from services_catalogue.models import Case, RequiredDocument
from submissions import drafts
from submissions.models import Draft, FormVersion, Notice
from submissions.vocabulary import NoticeKind
from tests.submissions.applying.conftest import CONTACT, PERSON, Citizen, errors
from tests.submissions.uploads import specimens


def seen_on(response) -> str:
    found = re.search(r'name="_seen" value="([^"]*)"', response.content.decode())
    assert found
    return found[1].replace("&quot;", '"')


def test_each_page_is_saved_and_the_start_page_tells_of_the_draft(citizen):
    citizen.begin()
    citizen.post("phan/nguoi-nop/", PERSON)
    page = citizen.get().content.decode()
    assert "Bạn có bản nháp" in page and f"/nop-ho-so/{citizen.page.code}/tiep/" in page
    assert citizen.get("tiep/")["Location"] == f"/nop-ho-so/{citizen.page.code}/phan/lien-he/"
    assert "Nguyễn Thị Thử Nghiệm" in citizen.get("phan/nguoi-nop/").content.decode()
    assert "Bạn có bản nháp" not in Citizen(citizen.page).get().content.decode()


def test_what_is_right_of_a_wrong_page_is_kept_and_all_of_it_is_shown_again(citizen):
    citizen.begin()
    answer = citizen.post(
        "phan/nguoi-nop/", {**PERSON, "birth_date-month": "2", "birth_date-day": "31"}
    )
    assert answer.status_code == 422 and errors(answer) == ["Nhập ngày có thật, ví dụ 24 11 1990."]
    text = answer.content.decode()
    assert 'value="31"' in text and "Nguyễn Thị Thử Nghiệm" in text
    assert citizen.draft.answers["full_name"] == "Nguyễn Thị Thử Nghiệm"
    assert "birth_date" not in citizen.draft.answers


def test_typing_saves_without_leaving_the_page(citizen):
    citizen.begin()
    half = {"full_name": "Lan", "_seen": seen_on(citizen.get("phan/nguoi-nop/"))}
    answer = citizen.post("phan/nguoi-nop/", half, headers={"X-Autosave": "1"})
    told = answer.json()
    assert answer.status_code == 200 and re.fullmatch(r"\d\d:\d\d", told["at"])
    assert citizen.draft.answers == {"full_name": "Lan"}
    again = {"full_name": "Lan Anh", "_seen": told["seen"]}
    assert citizen.post("phan/nguoi-nop/", again, headers={"X-Autosave": "1"}).status_code == 200
    assert citizen.draft.answers == {"full_name": "Lan Anh"}


def test_two_tabs_on_two_pages_both_count(citizen):
    citizen.begin()
    person, contact = (seen_on(citizen.get(f"phan/{one}/")) for one in ("nguoi-nop", "lien-he"))
    citizen.post("phan/lien-he/", {**CONTACT, "_seen": contact})
    citizen.post("phan/nguoi-nop/", {**PERSON, "_seen": person})
    assert {"full_name", "phone", "email", "birth_date"} <= set(citizen.draft.answers)


def test_two_tabs_on_one_page_lose_nothing_silently(citizen):
    citizen.begin()
    citizen.post("phan/lien-he/", CONTACT)
    old = seen_on(citizen.get("phan/lien-he/"))
    citizen.post("phan/lien-he/", {**CONTACT, "phone": "0912000111", "_seen": old})
    # The other tab changed the address only: the new phone stays although this tab sends the old.
    citizen.post("phan/lien-he/", {**CONTACT, "address": "Số 2", "_seen": old})
    assert citizen.draft.answers["phone"] == "0912000111"
    assert citizen.draft.answers["address"] == "Số 2"
    # Both changed the phone: the page shows both, and the second press decides.
    mine = {**CONTACT, "phone": "0912000222", "address": "Số 2", "_seen": old}
    answer = citizen.post("phan/lien-he/", mine)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "0912 000 111" in text and 'value="0912000222"' in text
    assert citizen.draft.answers["phone"] == "0912000111"
    citizen.post("phan/lien-he/", {**mine, "_seen": seen_on(answer)})
    assert citizen.draft.answers["phone"] == "0912000222"


@pytest.mark.parametrize("seen", ["", "{", "[]", json.dumps({"phone": "x" * 40}), "x" * 50_000])
def test_a_strange_mark_breaks_nothing(citizen, seen):
    citizen.begin()
    assert citizen.post("phan/lien-he/", {**CONTACT, "_seen": seen}).status_code == 303


def test_the_link_of_the_mail_leads_on_and_out_of_the_address(citizen):
    citizen.begin()
    citizen.post("phan/nguoi-nop/", PERSON)
    assert citizen.post("luu/", {"email": "sai"}).status_code == 422
    assert citizen.post("luu/", {"email": "lan@example.org"}).status_code == 303
    mail = Notice.objects.get(kind=NoticeKind.RESUME)
    assert mail.payload["to"] == ["lan@example.org"] and "Làm tiếp" in mail.payload["subject"]
    path = re.search(r"http://[^/]+(/nop-ho-so/tiep-tuc/\S+)", mail.payload["text"])[1]
    other = Citizen(citizen.page)
    answer = other.client.get(path)
    assert answer.status_code == 302 and answer["Referrer-Policy"] == "same-origin"
    assert answer["Location"] == f"/nop-ho-so/{citizen.page.code}/phan/lien-he/"
    assert citizen.secret not in answer["Location"]
    cookie = other.client.cookies["ban-nhap-vi"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert cookie["path"] == f"/nop-ho-so/{citizen.page.code}/"
    assert other.get("phan/nguoi-nop/").status_code == 200


def test_mails_with_links_are_few(citizen):
    citizen.begin()
    answers = [citizen.post("luu/", {"email": "lan@example.org"}) for _time in range(4)]
    assert [one.status_code for one in answers] == [303, 303, 303, 429]
    assert Notice.objects.count() == 3


def age(draft: Draft, **ago: int) -> None:
    Draft.objects.filter(pk=draft.pk).update(changed_at=timezone.now() - timedelta(**ago))


def test_time_counts_from_the_last_change(citizen, settings):
    citizen.begin()
    draft = citizen.draft
    Draft.objects.update(created_at=timezone.now() - timedelta(days=100))
    age(draft, days=settings.DRAFT_DAYS - 1)
    assert drafts.prune() == 0
    citizen.post("phan/nguoi-nop/", PERSON)
    assert drafts.kept_until(Draft.objects.get()) > timezone.now() + timedelta(days=29)


def test_a_draft_left_too_long_is_said_to_be_gone_and_pruned_with_its_files(
    citizen, settings, django_capture_on_commit_callbacks
):
    citizen.fill()
    secret = citizen.secret
    age(citizen.draft, days=settings.DRAFT_DAYS, minutes=1)
    answer = citizen.get("phan/nguoi-nop/")
    assert answer.status_code == 410 and "không còn" in answer.content.decode()
    link = Client().get(f"/nop-ho-so/tiep-tuc/{secret}/", follow=True)
    assert link.status_code == 410 and secret not in link.request["PATH_INFO"]
    with django_capture_on_commit_callbacks(execute=True):
        assert drafts.prune() == 1
    assert not list(settings.ATTACHMENT_DIR.rglob("*.sealed"))


def test_files_of_nobody_are_tidied_away(citizen, settings, monkeypatch):
    citizen.fill()
    monkeypatch.setattr(drafts, "ORPHANS_AFTER", timedelta(seconds=-5))
    citizen.draft.attachments.all()[0].delete()
    citizen.hand_paper(specimens.pdf())
    assert len(list(settings.ATTACHMENT_DIR.rglob("*.sealed"))) == 2
    assert drafts.prune() == 0
    assert len(list(settings.ATTACHMENT_DIR.rglob("*.sealed"))) == 1


@pytest.mark.parametrize("token", ["x", "A" * 32, "A" * 5000, "%00", "..%2F.."])
def test_guessed_links_lead_nowhere(db, token):
    answer = Client().get(f"/nop-ho-so/tiep-tuc/{token}/")
    assert answer.status_code in (302, 404)
    assert not answer.cookies


def test_a_form_that_changed_meanwhile_leaves_the_draft_as_it_began(citizen):
    citizen.begin()
    began = citizen.draft.form_version
    # The catalogue changes: another paper, so another form.
    case = Case.objects.get(page_id=citizen.page.pk)
    RequiredDocument.objects.create(case=case, name="Giấy mới", sort_order=9)
    other = Citizen(citizen.page)
    other.begin()
    assert FormVersion.objects.count() == 2
    assert Draft.objects.exclude(form_version=began).count() == 1
    assert "Giấy mới" not in citizen.get("giay-to/").content.decode()
    assert "Giấy mới" in other.get("giay-to/").content.decode()
    citizen.answer()
    citizen.hand_paper(specimens.photo())
    assert citizen.submit().form_version == began


def test_deleting_and_leaving(citizen):
    citizen.begin()
    assert citizen.get("xoa/").status_code == 200
    assert Draft.objects.count() == 1
    citizen.post("thoat/")
    assert citizen.client.cookies["ban-nhap-vi"].value == ""
    assert Draft.objects.count() == 1
    other = Citizen(citizen.page)
    other.begin()
    other.post("xoa/")
    assert Draft.objects.count() == 1
