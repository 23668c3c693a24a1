"""What officers do, through their pages."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from onestop.desk.actions import ACTIONS
from onestop.desk.models import SentLetter
from onestop.vocabulary import DossierStatus as S
from tests.onestop import making
from tests.onestop.desk.conftest import at_desk

PDF = b"%PDF-1.7\n%%EOF\n"


def url(dossier, slug: str) -> str:
    return reverse("desk:act", args=[dossier.code, slug])


def send(browser, dossier, slug: str, **data):
    dossier.refresh_from_db()
    return browser.post(url(dossier, slug), {"seen": dossier.version, **data}, follow=True)


#: Action, where it begins, what is filled in, where it ends, which letter follows.
WALK = [
    ("tiep-nhan", S.REGISTERED, {}, S.ACCEPTED, "01"),
    ("giai-quyet", S.ACCEPTED, {}, S.PROCESSING, None),
    ("yeu-cau-bo-sung", S.REGISTERED, {"papers": ["Tờ khai"], "reason": "Ảnh mờ"}, S.WAITING_PAPERS, "02"),
    ("yeu-cau-bo-sung", S.PROCESSING, {"other": "Giấy khác", "reason": "Thiếu"}, S.WAITING_PAPERS, "02"),
    ("yeu-cau-nop-tien", S.PROCESSING, {"amount": "115.000", "reason": "Lệ phí"}, S.WAITING_PAYMENT, None),
    ("nhan-bo-sung", S.WAITING_PAPERS, {"note": "Nhận bản chính"}, S.PROCESSING, None),
    ("da-nop-tien", S.WAITING_PAYMENT, {}, S.PROCESSING, None),
    ("tu-choi", S.REGISTERED, {"reason": "Không thuộc thẩm quyền"}, S.DENIED, "03"),
    ("hen-lai", S.PROCESSING, {"reason": "Cần xác minh", "days": "3"}, S.PROCESSING, "04"),
    ("dung", S.PROCESSING, {"reason": "Quá hạn bổ sung"}, S.STOPPED, "05"),
    ("dung", S.WAITING_PAPERS, {"reason": "Quá hạn bổ sung"}, S.STOPPED, "05"),
    ("co-ket-qua", S.PROCESSING, {"note": "Số 5/GP"}, S.FINISHED, None),
    ("tra-ket-qua", S.FINISHED, {}, S.RETURNED, None),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "begin", "data", "end", "form"), WALK)
def test_each_action_moves_the_dossier_and_writes_its_letter(
    desk, service, slug, begin, data, end, form
):
    dossier = making.dossier_at(service, begin)
    assert desk.get(url(dossier, slug)).status_code == 200
    answer = send(desk, dossier, slug, **data)
    assert answer.redirect_chain == [(reverse("desk:dossier", args=[dossier.code]), 302)]
    dossier.refresh_from_db()
    assert dossier.status == end
    assert ACTIONS[slug].done in answer.content.decode()
    assert list(dossier.letters.values_list("form", flat=True)) == ([form] if form else [])
    last = dossier.events.last()
    assert (last.actor, last.kind in ACTIONS[slug].kinds) == ("binh", True)
    if form:
        address = dossier.letters.get().get_absolute_url()
        assert address in answer.content.decode()
        pdf = desk.get(address)
        assert pdf["Content-Type"] == "application/pdf"
        text = PdfReader(io.BytesIO(b"".join(pdf.streaming_content))).pages[0].extract_text()
        assert dossier.code in text and "Trần Văn Bình" in text
        assert data.get("reason", "") in text


def test_every_action_is_in_the_walk_but_handing_on():
    assert {slug for slug, *_ in WALK} == ACTIONS.keys() - {"chuyen"}


@pytest.mark.parametrize("status", list(S))
@pytest.mark.parametrize("slug", list(ACTIONS))
def test_what_may_not_be_done_is_refused_and_changes_nothing(desk, service, slug, status):
    dossier = making.dossier_at(service, status)
    if ACTIONS[slug].may(dossier):
        assert (
            url(dossier, slug)
            in desk.get(reverse("desk:dossier", args=[dossier.code])).content.decode()
        )
        return
    data = {"reason": "Lý do", "other": "Giấy", "amount": "5000", "days": "2"}
    if slug == "chuyen":
        data["agency"] = making.agency().code
    assert desk.get(url(dossier, slug)).status_code == 409
    assert send(desk, dossier, slug, **data).status_code == 409
    before = dossier.version
    dossier.refresh_from_db()
    assert (dossier.version, SentLetter.objects.count()) == (before, 0)


def test_the_second_officer_is_told_who_was_faster(desk, an, dossier):
    colleague = at_desk(an)
    seen = dossier.version
    colleague.post(url(dossier, "tiep-nhan"), {"seen": seen})
    answer = desk.post(url(dossier, "tu-choi"), {"seen": seen, "reason": "Không đủ"})
    assert answer.status_code == 409
    assert "Lê Thị An vừa xử lý hồ sơ này" in answer.content.decode()
    dossier.refresh_from_db()
    assert dossier.status == S.ACCEPTED


def test_the_same_button_pressed_twice_does_it_once(desk, dossier):
    first, second = (desk.post(url(dossier, "tiep-nhan"), {"seen": dossier.version}) for _ in "12")
    assert first.status_code == second.status_code == 302
    assert second.url == reverse("desk:dossier", args=[dossier.code])
    assert dossier.letters.count() == 1
    assert dossier.events.count() == 2


@pytest.mark.parametrize(
    ("slug", "data", "said"),
    [
        ("tu-choi", {"reason": "  "}, "Bạn viết lý do"),
        ("yeu-cau-bo-sung", {"reason": "Mờ"}, "ít nhất một giấy tờ"),
        ("yeu-cau-nop-tien", {"reason": "Lệ phí", "amount": "mười"}, "chỉ gồm chữ số"),
        ("yeu-cau-nop-tien", {"reason": "Lệ phí", "amount": "0"}, "từ 1.000 đ"),
        ("chuyen", {}, "chọn một đơn vị"),
    ],
)
def test_what_is_missing_is_said_at_the_field(desk, dossier, slug, data, said):
    answer = send(desk, dossier, slug, **data)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert said in text
    assert "<title>Lỗi: " in text
    assert 'aria-invalid="true"' in text


def test_handing_on_takes_it_out_of_the_queue(desk, dossier, stranger):
    answer = send(desk, dossier, "chuyen", agency=stranger.agency.code, note="Thuộc xã bạn")
    assert answer.redirect_chain == [(reverse("desk:queue"), 302)]
    page = reverse("desk:dossier", args=[dossier.code])
    assert desk.get(page).status_code == 404
    assert at_desk(stranger).get(page).status_code == 200


def test_a_colleague_gets_it_with_the_message(desk, dossier, an):
    answer = send(desk, dossier, "chuyen", officer=an.pk, note="Nhờ chị xem giúp")
    dossier.refresh_from_db()
    assert dossier.officer == an
    assert "Nhờ chị xem giúp" in answer.content.decode()


def test_a_result_file_is_kept_and_handed_out_as_it_came(desk, service):
    dossier = making.dossier_at(service, S.FINISHED)
    file = SimpleUploadedFile("kết quả.pdf", PDF, content_type="text/html")
    answer = send(desk, dossier, "tra-ket-qua", file=file)
    result = dossier.attachments.get(is_result=True)
    address = reverse("desk:paper", args=[dossier.code, result.pk])
    assert address in answer.content.decode()
    got = desk.get(address)
    assert b"".join(got.streaming_content) == PDF
    assert got["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("content", [b"MZ\x90\x00 program", b"<html><script>", b""])
def test_a_result_that_is_no_document_is_refused(desk, service, content):
    dossier = making.dossier_at(service, S.FINISHED)
    answer = send(desk, dossier, "tra-ket-qua", file=SimpleUploadedFile("a.pdf", content))
    assert answer.status_code == 422
    assert not dossier.attachments.exists()
