"""Other sites read what an application asks."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from tests.factories import make_service
from tests.submissions.forms.specimens import make_definition

pytestmark = pytest.mark.usefixtures("site_tree")


def test_a_service_without_a_written_form_tells_the_standard_one(visitor):
    service = make_service()
    answer = visitor.get(f"/api/v1/services/{service.code}/form")
    assert answer.status_code == 200
    body = answer.json()
    Draft202012Validator.check_schema(body["answers"])
    assert "identity_number" in body["answers"]["required"]
    assert body["papers"] == [{"role": "Tờ khai", "required": True, "condition": None}]


def test_a_written_form_is_told_with_its_conditions(visitor):
    service = make_service()
    make_definition(service=service).save_revision().publish()
    path = f"/api/v1/services/{service.code}/form"
    body = visitor.get(path, {"case": "Làm lần đầu"}).json()
    judge = Draft202012Validator(body["answers"])
    names = {"ho_va_ten": "An", "so_dien_thoai": "0912345678", "toi_cam_doan_khai_dung": True}
    assert judge.is_valid({**names, "nop_thay_nguoi_khac": "no"})
    assert not judge.is_valid({**names, "nop_thay_nguoi_khac": "yes"})
    assert visitor.get(path, {"case": "Không có"}).json()["digest"] == body["digest"]


def test_an_unknown_service_has_no_form(visitor):
    assert visitor.get("/api/v1/services/9.999999/form").status_code == 404
