"""What lacks a required part is saved, but neither published nor approved, by whatever road."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import TaskState

from services_catalogue.models import ServiceIndexPage, ServicePage
from tests.admin.filled_form import FilledForm, errors
from tests.factories import make_service

REFUSED = "Chưa xuất bản được; bản nháp đã lưu. Còn 1 chỗ phải sửa:"


@pytest.fixture(autouse=True)
def _index(site_tree) -> None:
    call_command("rebuild_index", verbosity=0)


@pytest.fixture
def service(site_tree) -> ServicePage:
    return make_service(code="1.001193", short_name="Đăng ký khai sinh")


def without_law(browser, page: ServicePage) -> FilledForm:
    form = FilledForm(browser, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    form.data["legal_bases-0-DELETE"] = "1"
    return form


def draft_of(page: ServicePage) -> ServicePage:
    return ServicePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def text_of(answer) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").text.split())


def test_publishing_is_refused_with_the_way_to_the_place_and_nothing_typed_is_lost(
    service, moderator
):
    form = without_law(moderator, service)
    form.data["summary"] = "Vừa viết xong."
    answer = form.send("action-publish")
    assert errors(answer) == []
    html = BeautifulSoup(answer.content, "html.parser")
    assert REFUSED in text_of(answer)
    link = html.select_one(".preflight-message a")
    assert link.text == "Chưa có căn cứ pháp lý"
    assert link["data-preflight-to"] == "legal_bases"
    assert html.find("textarea", attrs={"name": "summary"}).text.strip() == "Vừa viết xong."
    service.refresh_from_db()
    assert service.summary == ""
    assert service.legal_bases.count() == 1
    assert service.has_unpublished_changes


def test_a_draft_is_saved_with_whatever_is_missing(service, moderator):
    answer = without_law(moderator, service).send()
    assert REFUSED not in text_of(answer)
    assert draft_of(service).legal_bases.count() == 0


def test_a_mended_service_is_published(service, moderator):
    without_law(moderator, service).send("action-publish")
    form = FilledForm(moderator, reverse("wagtailadmin_pages:edit", args=[service.pk]))
    form.add("legal_bases", number="60/2014/QH13", title="Luật Hộ tịch", url="")
    form.data["summary"] = "Đã đủ."
    assert REFUSED not in text_of(form.send("action-publish"))
    service.refresh_from_db()
    assert service.summary == "Đã đủ."


def test_a_new_service_that_is_not_whole_is_a_draft_and_told_to_nobody(site_tree, moderator):
    from services_catalogue.models import ChangeRecord
    from tests.factories import make_field

    parent = ServiceIndexPage.objects.get()
    address = reverse(
        "wagtailadmin_pages:add", args=["services_catalogue", "servicepage", parent.pk]
    )
    form = FilledForm(moderator, address)
    form.data |= {"official_name": "Đăng ký kết hôn", "code": "1.000894", "field": make_field().pk}
    answer = form.send("action-publish")
    page = ServicePage.objects.get(code="1.000894")
    assert "Chưa xuất bản được; bản nháp đã lưu. Còn 5 chỗ phải sửa:" in text_of(answer)
    assert not page.live
    assert page.has_unpublished_changes
    assert not ChangeRecord.objects.filter(code="1.000894").exists()


@pytest.mark.parametrize("road", ["form", "list"])
def test_approving_is_refused(service, editor, moderator, road):
    without_law(editor, service).send("action-submit")
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    if road == "form":
        form = FilledForm(moderator, reverse("wagtailadmin_pages:edit", args=[service.pk]))
        form.data["workflow-action-name"] = "approve"
        form.data["summary"] = "Người duyệt viết thêm."
        answer = form.send("action-workflow-action")
        assert draft_of(service).summary == "Người duyệt viết thêm."
    else:
        approve = reverse(
            "wagtailadmin_pages:workflow_action", args=[service.pk, "approve", task.pk]
        )
        answer = moderator.post(approve, follow=True)
    assert REFUSED in text_of(answer)
    task.refresh_from_db()
    assert task.status == TaskState.STATUS_IN_PROGRESS
    service.refresh_from_db()
    assert service.legal_bases.count() == 1


def test_the_dialogue_of_an_approval_leads_to_the_form(service, editor, moderator):
    without_law(editor, service).send("action-submit")
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    answer = moderator.post(
        reverse("wagtailadmin_pages:workflow_action", args=[service.pk, "approve", task.pk]),
        {"comment": "Được."},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    edit = reverse("wagtailadmin_pages:edit", args=[service.pk])
    assert json.loads(answer.content) == {"step": "success", "redirect": edit}


def test_a_step_that_goes_on_without_a_person_is_not_held_back(service, editor):
    """The last expert's yes: the person who approved before was asked."""
    without_law(editor, service).send("action-submit")
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS).specific
    task.approve(user=None, update=False)
    assert TaskState.objects.get(pk=task.pk).status == TaskState.STATUS_APPROVED


def test_sending_back_is_always_possible(service, editor, moderator):
    without_law(editor, service).send("action-submit")
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    reject = reverse("wagtailadmin_pages:workflow_action", args=[service.pk, "reject", task.pk])
    moderator.post(reject, {"comment": "Thiếu căn cứ."})
    task.refresh_from_db()
    assert task.status == TaskState.STATUS_REJECTED


def test_many_at_once_publish_those_that_are_whole(site_tree, moderator):
    whole, lacking = make_service(publish=False), make_service(publish=False)
    lacking.legal_bases = []
    lacking.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = moderator.post(f"{address}?id={whole.pk}&id={lacking.pk}&next=/quan-tri/", follow=True)
    assert "1 dịch vụ chưa được xuất bản vì còn thiếu phần bắt buộc:" in text_of(answer)
    live = dict(ServicePage.objects.values_list("pk", "live"))
    assert live == {whole.pk: True, lacking.pk: False}


def test_many_at_once_do_not_bring_drafts_below_along(site_tree, people):
    lacking = make_service(publish=False)
    lacking.legal_bases = []
    lacking.save_revision()
    index = ServiceIndexPage.objects.get()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    people["quantri"].post(
        f"{address}?id={index.pk}&next=/quan-tri/", {"include_descendants": "on"}
    )
    lacking.refresh_from_db()
    assert not lacking.live


def test_unpublishing_by_the_clock_is_not_held_back(service, time_machine):
    from datetime import timedelta

    from django.utils import timezone

    service.legal_bases = []
    service.expire_at = timezone.now() + timedelta(hours=1)
    service.save_revision().publish()
    time_machine.move_to(timezone.now() + timedelta(hours=2), tick=False)
    call_command("publish_scheduled", verbosity=0)
    service.refresh_from_db()
    assert not service.live
