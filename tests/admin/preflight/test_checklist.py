"""The checklist beside the form of a service."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from services_catalogue.models import ServicePage
from tests.admin.preflight.test_publishing import without_law
from tests.factories import make_service


@pytest.fixture
def service(site_tree) -> ServicePage:
    return make_service(code="1.001193", short_name="Đăng ký khai sinh")


def test_the_checklist_stands_beside_the_form(service, editor):
    without_law(editor, service).send()
    html = BeautifulSoup(
        editor.get(reverse("wagtailadmin_pages:edit", args=[service.pk])).content, "html.parser"
    )
    panel = html.select_one("[data-side-panel=preflight]")
    words = " ".join(panel.text.split())
    assert "Chưa xuất bản được: còn 1 chỗ phải sửa." in words
    assert "Phải sửa trước khi xuất bản (1)" in words
    anchors = {link["data-preflight-to"] for link in panel.select("a")}
    assert {"legal_bases", "summary", "cases-0-documents-0-form_file"} <= anchors
    badge = html.select_one("[data-side-panel-toggle=preflight] [data-side-panel-toggle-counter]")
    assert badge.text.strip() == "1"


def test_an_autosave_brings_the_checklist_anew(service, editor):
    form = without_law(editor, service)
    answer = editor.post(form.address, form.data, headers={"accept": "application/json"})
    assert "Chưa xuất bản được: còn 1 chỗ phải sửa." in " ".join(answer.json()["html"].split())
