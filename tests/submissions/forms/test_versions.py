"""Publishing freezes: one version a change, none without; drafts and papers stay what they were."""

from __future__ import annotations

import pytest

from submissions.forms.versions import compile_version, version_for
from submissions.models import FormVersion
from tests.factories import make_agency, make_service
from tests.submissions.forms.specimens import make_definition, stream

pytestmark = pytest.mark.usefixtures("site_tree")


def publish(definition):
    definition.save_revision().publish()
    definition.refresh_from_db()
    return definition.versions.order_by("-number").first()


def test_a_draft_changes_nothing_for_applicants():
    service = make_service()
    definition = make_definition(service=service)
    assert version_for(service, "").definition is None
    version = publish(definition)
    found = version_for(service, "")
    assert found.base == version
    assert compile_version(found).title == "Đơn thử"


def test_the_same_content_makes_no_new_version():
    definition = make_definition()
    first = publish(definition)
    assert publish(definition) == first
    definition.introduction = "Mời bạn điền."
    second = publish(definition)
    assert (first.number, second.number) == (1, 2)
    definition.introduction = ""
    assert publish(definition).number == 3
    assert FormVersion.objects.get(pk=first.pk).content["introduction"] == ""


def test_an_unpublished_definition_gives_way_to_the_standard_form():
    service = make_service()
    definition = make_definition(service=service)
    publish(definition)
    definition.unpublish()
    assert version_for(service, "").base is None


def test_the_form_of_the_case_goes_before_that_of_all_cases():
    service = make_service()
    publish(make_definition(service=service))
    own = make_definition(("Riêng", [("text", {"label": "Lý do", "required": True})]),
                          service=service, case_name="Làm lần đầu")  # fmt: skip
    version = publish(own)
    assert version_for(service, "Làm lần đầu") == version
    assert version_for(service, "Làm lại").base.definition != own


def test_papers_of_the_case_stand_where_the_form_leaves_room():
    service = make_service()
    publish(make_definition(service=service))
    version = version_for(service, "Làm lần đầu")
    form = compile_version(version)
    assert [(one.label, one.role) for one in form.file_questions({})] == [("Tờ khai", "Tờ khai")]
    assert version_for(service, "Làm lần đầu") == version


def test_conditions_may_be_written_in_the_words_of_the_form():
    version = publish(make_definition())
    form = compile_version(version)
    asked, told = (group.questions[0] for group in form.groups)
    assert (asked.name, told.name) == ("ho_va_ten", "ho_va_ten_2")
    assert told.show_if.question == "nop_thay_nguoi_khac"
    first_page = [group.name for group in form.visible_groups({})]
    assert first_page == ["nguoi-nop", "nguoi-duoc-nop-thay"]
    assert told not in form.asked(form.groups[1], {"nop_thay_nguoi_khac": "no"})
    assert told in form.asked(form.groups[1], {"nop_thay_nguoi_khac": "yes"})
    assert form.applicant({"ho_va_ten": "An", "so_dien_thoai": "0912345678"}) == {
        "full_name": "An",
        "phone": "0912345678",
    }


def test_communes_are_those_in_office_when_it_is_published():
    make_agency("UBND phường Hạ Long", "phuong-ha-long", kind="commune")
    make_agency("UBND xã cũ", "xa-cu", kind="commune", is_active=False)
    definition = make_definition(("Nơi ở", [("commune", {"label": "Xã", "required": True})]))
    question = compile_version(publish(definition)).groups[0].questions[0]
    assert question.choices == (("phuong-ha-long", "phường Hạ Long"),)
    make_agency("UBND đặc khu Cô Tô", "dac-khu-co-to", kind="commune")
    definition.body = stream(("Nơi ở", [("commune", {"label": "Xã", "required": True})]))
    assert len(compile_version(publish(definition)).groups[0].questions[0].choices) == 2
