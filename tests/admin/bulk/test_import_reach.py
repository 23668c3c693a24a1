"""An import reaches as far as its person: a commune's editor changes no other commune's services."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from services_catalogue.models import ImportRun, ServicePage, UnitMembership
from tests.factories import make_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def communes(services):
    """The first two services are of commune A, the third of B, the last of nobody."""
    a, b = make_agency("UBND xã A", "xa-a"), make_agency("UBND xã B", "xa-b")
    ServicePage.objects.filter(pk__in=[services[0].pk, services[1].pk]).update(managed_by=a)
    ServicePage.objects.filter(pk=services[2].pk).update(managed_by=b)
    return a, b


def person(name: str, agency) -> Client:
    user = get_user_model().objects.create_user(name, f"{name}@quangninh.example", "x")
    user.user_permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    UnitMembership.objects.create(user=user, agency=agency, role="editor")
    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def test_rows_of_other_units_are_listed_and_cannot_be_ticked(
    communes, services, line, hand_in, address
):
    browser = person("xa-a", communes[0])
    run = hand_in(browser, [line(page, summary="Khác.") for page in services], unit=communes[0].pk)
    assert (run.changed, run.out_of_reach) == (2, 2)
    foreign = run.rows.get(code=services[2].code)
    assert (foreign.before, foreign.after, foreign.page) == ({}, {}, None)
    browser.post(address(run), {"act": "save", "shown": foreign.pk, "row": foreign.pk})
    browser.post(address(run), {"act": "all"})
    foreign.refresh_from_db()
    assert not foreign.ticked


def test_a_unit_that_went_elsewhere_meanwhile_is_out_of_reach(
    communes, services, line, hand_in, address
):
    browser = person("xa-a", communes[0])
    run = hand_in(browser, [line(services[0], summary="Khác.")], unit=communes[0].pk)
    ServicePage.objects.filter(pk=services[0].pk).update(managed_by=communes[1])
    browser.post(address(run), {"act": "apply"})
    assert run.rows.get().state == "failed"
    assert not ServicePage.objects.get(pk=services[0].pk).has_unpublished_changes


def test_runs_of_others_are_not_there(communes, services, line, hand_in, address):
    run = hand_in(
        person("xa-a", communes[0]), [line(services[0], summary="Khác.")], unit=communes[0].pk
    )
    other = person("xa-b", communes[1])
    assert other.get(address(run)).status_code == 404
    assert other.get(reverse("bulk_import_rejected", args=[run.pk])).status_code == 404
    assert "sua.jsonl" not in other.get(reverse("bulk_imports")).content.decode()


def test_without_a_unit_there_is_nothing_here(services, visitor):
    user = get_user_model().objects.create_user("ai-do", "a@quangninh.example", "x")
    user.user_permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    visitor.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    for name in ("bulk_imports", "bulk_import_upload"):
        assert visitor.get(reverse(name)).status_code == 302


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("anh.png", b"\x89PNG", "Chỉ nhận tệp"),
        ("danh-muc.xlsx", b"MZ\x90\x00", "không đúng như tên"),
        ("danh-muc.csv", b"\x00\x01\x02", "không đúng như tên"),
    ],
)
def test_other_files_are_refused(services, editor, name, content, said):
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = editor.post(reverse("bulk_import_upload"), {"file": SimpleUploadedFile(name, content)})
    assert said in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_a_file_too_large_is_refused(services, editor, settings):
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.IMPORT_BYTES = 10
    answer = editor.post(
        reverse("bulk_import_upload"), {"file": SimpleUploadedFile("a.csv", b"x" * 11)}
    )
    assert "nhiều nhất" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_an_unreadable_file_says_what_to_do(services, editor, hand_in, address):
    run = hand_in(editor, b"ma_thu_tuc,khac\n1,2\n", name="thieu.csv")
    assert run.state == "failed"
    assert "thiếu cột" in editor.get(address(run)).content.decode()
