"""An editor writes a service from nothing: nested parts, messages that help, preview, draft."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from core.address_input import address_input
from core.blocks import ProseBlock
from core.models import PortalImage
from services_catalogue.models import ServiceIndexPage, ServicePage
from tests.admin.filled_form import FilledForm, errors
from tests.factories import make_agency, make_field, make_service


@pytest.fixture
def empty(editor) -> FilledForm:
    """The form of a new service."""
    address = reverse(
        "wagtailadmin_pages:add",
        args=["services_catalogue", "servicepage", ServiceIndexPage.objects.get().pk],
    )
    return FilledForm(editor, address)


@pytest.fixture
def written(empty) -> FilledForm:
    """The same form filled in with everything a service has."""
    empty.data |= {
        "official_name": "Thủ tục đăng ký khai sinh",
        "short_name": "Đăng ký khai sinh",
        "code": "1.001193",
        "field": str(make_field().pk),
        "at_commune": "on",
        "for_citizens": "on",
    }
    empty.add("service_agencies", role="executing", agency=str(make_agency().pk))
    empty.add("steps", title="Nộp hồ sơ", body="Nộp tại xã.", actor="Bạn")
    channel = empty.add("channels", kind="online", description="")
    limit = empty.add(f"{channel}-time_limits", value="1.5", unit="working_day", text="")
    empty.add(f"{limit}-fees", kind="levy", amount="0", text="", description="Đúng hạn")
    empty.add(f"{limit}-fees", kind="levy", amount="8000", text="", description="Quá hạn")
    case = empty.add("cases", name="Cha mẹ đăng ký")
    empty.add(f"{case}-documents", name="Tờ khai", originals="1", copies="0", required="on")
    empty.add(f"{case}-documents", name="Giấy chứng sinh", originals="0", copies="1")
    return empty


def test_a_whole_service_is_saved_as_a_draft(written, visitor):
    answer = written.send()
    assert errors(answer) == []
    assert "Đã tạo trang “Đăng ký khai sinh”." in answer.content.decode()
    page = ServicePage.objects.get(code="1.001193")
    assert not page.live
    assert page.slug == "dang-ky-khai-sinh-1001193"
    assert page.owner.username == "bientap"
    draft = page.get_latest_revision_as_object()
    limit = draft.channels.get().time_limits.get()
    assert (limit.value, limit.unit) == (1.5, "working_day")
    assert [fee.amount for fee in limit.fees.all()] == [0, 8000]
    papers = draft.cases.get().documents.all()
    assert [(paper.name, paper.originals, paper.copies, paper.required) for paper in papers] == [
        ("Tờ khai", 1, 0, True),
        ("Giấy chứng sinh", 0, 1, False),
    ]
    assert visitor.get(page.url).status_code == 404


def test_the_draft_opens_again_with_all_its_parts(written, editor):
    written.send()
    page = ServicePage.objects.get(code="1.001193")
    again = FilledForm(editor, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert again.data["channels-0-time_limits-0-value"] == "1.5"
    assert again.data["channels-0-time_limits-0-fees-1-amount"] == "8000"
    assert again.data["cases-0-documents-1-name"] == "Giấy chứng sinh"
    again.data["cases-0-documents-1-name"] = "Giấy chứng sinh hoặc văn bản thay thế"
    assert errors(again.send()) == []
    draft = ServicePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.cases.get().documents.last().name == "Giấy chứng sinh hoặc văn bản thay thế"


@pytest.mark.parametrize("code", ["1001193", "1.1193", "khai sinh", "1.001193.999"])
def test_a_bad_code_says_how_to_write_it(written, code):
    written.data["code"] = code
    answer = written.send()
    assert any(text.startswith("Mã thủ tục viết như 1.001193") for text in errors(answer))
    assert not ServicePage.objects.exists()


def test_a_code_in_use_names_the_other_service(written):
    make_service(code="1.001193", short_name="Cấp lại giấy khai sinh")
    answer = written.send()
    assert "Mã 1.001193 đã được dùng cho “Cấp lại giấy khai sinh”." in errors(answer)
    assert ServicePage.objects.count() == 1


def test_a_number_without_its_unit_is_refused(written):
    written.data["channels-0-time_limits-0-unit"] = ""
    answer = written.send()
    assert any(text.startswith("Điền cả số và đơn vị") for text in errors(answer))
    assert not ServicePage.objects.exists()


def test_a_fee_needs_an_amount_or_words(written):
    written.data["channels-0-time_limits-0-fees-1-amount"] = ""
    assert "Điền số tiền (0 nếu miễn phí) hoặc viết bằng chữ." in errors(written.send())


def test_what_is_missing_is_said_in_vietnamese(empty):
    answer = empty.send()
    assert "Chưa tạo được trang vì có chỗ điền sai." in answer.content.decode()
    assert set(errors(answer)) == {"Mục này không được để trống."}


def test_agencies_and_fields_are_chosen_from_lists(editor, site_tree):
    make_field("Hộ tịch", "ho-tich")
    make_agency("Sở Tư pháp", "so-tu-phap")
    make_agency("Sở Y tế", "so-y-te")
    address = reverse("wagtailsnippetchoosers_services_catalogue_agency:choose")
    shown = editor.get(address).json()["html"]
    assert "Sở Tư pháp" in shown
    found = editor.get(
        reverse("wagtailsnippetchoosers_services_catalogue_agency:choose_results"), {"q": "y tế"}
    ).content.decode()
    assert "Sở Y tế" in found
    assert "Sở Tư pháp" not in found


def test_preview_shows_the_service_in_a_frame(written, editor):
    address = written.address.replace("/add/", "/add/") + "preview/"
    assert editor.post(address, written.data).json()["is_valid"] is True
    answer = editor.get(address)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Đăng ký khai sinh" in html
    assert "Giấy chứng sinh" in html
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


def test_drafts_made_in_code_get_an_address_without_marks(site_tree):
    assert (
        make_service(code="1.012222", short_name="Đổi bằng lái xe", publish=False).slug
        == "doi-bang-lai-xe-1012222"
    )


def test_the_address_field_knows_every_vietnamese_letter():
    formatters = json.loads(address_input().attrs["data-w-slug-formatters-value"])
    plain = "Đường Hoà Bình, Quảng Ninh: ỹ ỵ ẵ ở ữ ễ ị".translate(
        {ord(letter): to for (letters, _), to in formatters for letter in letters.strip("[]")}
    )
    assert plain == "duong Hoa Binh, Quang Ninh: y y a o u e i"


def test_a_picture_needs_words_or_says_that_it_is_decoration(site_tree):
    picture = PortalImage.objects.create(title="Quầy tiếp nhận", file=get_test_image_file())
    block = ProseBlock().child_blocks["image"]
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python({"image": picture.pk, "decorative": False, "alt_text": ""}))
    assert "Hãy viết mô tả cho ảnh" in str(refused.value.as_json_data())
    for words in ({"decorative": True, "alt_text": ""}, {"decorative": False, "alt_text": "Quầy"}):
        block.clean(block.to_python({"image": picture.pk, **words}))
