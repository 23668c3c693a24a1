"""An editor's form in the admin: listed, previewed, and kept from publication while it has faults."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from submissions.models import FormDefinition
from tests.factories import make_service
from tests.submissions.forms.specimens import make_definition

MODEL = "wagtailsnippets_submissions_formdefinition"


def form_data(*questions, **more):
    numbered = [(kind, _question(value)) for kind, value in questions]
    section = {"title": "Người nộp", "text": "", "questions": streamfield(numbered)}
    body = streamfield([("section", section)])
    data = {"name": "Đơn xin thử", "introduction": "", "body": body, "uses": inline_formset([])}
    return nested_form_data({**data, **more})


def _question(value):
    show_if = {"question": "", "operator": "is", "value": ""}
    empty = {"help_text": "", "applicant": "", "name": "", "required": "on", "show_if": show_if}
    return {**empty, **value}


TEXT = {"lines": "text", "longest": ""}
WHOLE = (
    ("text", {"label": "Họ và tên", "applicant": "full_name", **TEXT}),
    ("phone", {"label": "Số điện thoại", "applicant": "phone"}),
    ("declaration", {"label": "Tôi cam đoan khai đúng"}),
)


def test_a_draft_may_have_faults_and_the_panel_tells_them(people):
    editor = people["bientap"]
    data = form_data(("text", {"label": "Lý do", **TEXT}))
    answer = editor.post(reverse(f"{MODEL}:add"), data, follow=True)
    definition = FormDefinition.objects.get()
    assert not definition.live
    html = editor.get(reverse(f"{MODEL}:edit", args=[definition.pk])).content.decode()
    assert "họ sẽ không tra cứu được hồ sơ" in html
    assert answer.status_code == 200


def test_faults_keep_it_from_publication(people):
    data = form_data(("text", {"label": "Lý do", **TEXT}))
    answer = people["duyet"].post(reverse(f"{MODEL}:add"), {**data, "action-publish": "1"})
    (refusal,) = answer.context["form"].errors.as_data()["body"]
    assert "Chưa có lời cam đoan" in str(refusal.as_json_data())
    assert not FormDefinition.objects.exists()


def test_a_whole_form_is_published_and_its_questions_have_names(people):
    data = {**form_data(*WHOLE), "action-publish": "1"}
    people["duyet"].post(reverse(f"{MODEL}:add"), data)
    definition = FormDefinition.objects.get()
    version = definition.versions.get()
    assert version.number == 1
    names = [one["name"] for one in version.content["groups"][0]["questions"]]
    assert names == ["ho_va_ten", "so_dien_thoai", "toi_cam_doan_khai_dung"]
    kept = definition.body[0].value["questions"][0].value["name"]
    assert kept == "ho_va_ten"


def test_the_moderators_yes_in_the_editor_publishes(people):
    people["bientap"].post(reverse(f"{MODEL}:add"), {**form_data(*WHOLE), "action-submit": "1"})
    definition = FormDefinition.objects.get()
    assert not definition.live
    address = reverse(f"{MODEL}:edit", args=[definition.pk])
    yes = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    answer = people["duyet"].post(address, {**form_data(*WHOLE), **yes}, follow=True)
    assert "Đã duyệt biểu mẫu “Đơn xin thử”." in answer.content.decode()
    definition.refresh_from_db()
    assert definition.live and not definition.workflow_in_progress


def test_an_editor_may_not_publish(people):
    definition = make_definition()
    address = reverse(f"{MODEL}:edit", args=[definition.pk])
    people["bientap"].post(address, {**form_data(*WHOLE), "action-publish": "1"})
    definition.refresh_from_db()
    assert not definition.live


@pytest.mark.parametrize("mode", ["", "review"])
def test_the_preview_shows_all_pages(site_tree, mode):
    definition = make_definition(service=make_service())
    html = definition.make_preview_request(preview_mode=mode).content.decode()
    assert "Người được nộp thay" in html
    assert "Nộp thay người khác?" in html


def test_the_list_is_searched_by_service(people):
    make_definition(service=make_service(short_name="Đăng ký khai sinh"))
    address = reverse(f"{MODEL}:list")
    assert "Đơn thử" in people["bientap"].get(address).content.decode()
    assert "Đơn thử" in people["bientap"].get(address, {"q": "khai sinh"}).content.decode()
    assert "Đơn thử" not in people["bientap"].get(address, {"q": "kết hôn"}).content.decode()
