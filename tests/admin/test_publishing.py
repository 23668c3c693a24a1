"""The road of a change: editor, moderator, visitors; by the clock; back again; to a new address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import TaskState, Workflow

from accounts.roles import MODERATORS, STOCK_WORKFLOW, WORKFLOW, set_up_roles
from search.engines import get_engine
from search.queries import Query
from services_catalogue.models import ServiceIndexPage, ServicePage
from services_catalogue.workflow.installing import WORKFLOW as SERVICE_WORKFLOW
from tests.admin.filled_form import FilledForm, errors
from tests.factories import make_service


@pytest.fixture(autouse=True)
def _index(site_tree) -> None:
    """An index to find services in."""
    call_command("rebuild_index", verbosity=0)


@pytest.fixture
def service(site_tree) -> ServicePage:
    """A live service."""
    return make_service(code="1.001193", short_name="Đăng ký khai sinh")


def edit(browser, page: ServicePage) -> FilledForm:
    return FilledForm(browser, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def found(words: str) -> list[str]:
    """Titles that the search engine answers."""
    return [hit.document.title for hit in get_engine().search(Query(text=words)).hits]


def test_an_editor_sees_no_publish_button_and_cannot_publish(service, editor, moderator):
    address = reverse("wagtailadmin_pages:edit", args=[service.pk])
    button = b'value="action-publish"'
    named = b'name="action-publish"'
    as_editor, as_moderator = editor.get(address).content, moderator.get(address).content
    assert button not in as_editor
    assert named not in as_editor
    assert button in as_moderator or named in as_moderator
    form = edit(editor, service)
    form.data["short_name"] = "Khai sinh cho bé"
    form.send("action-publish")
    service.refresh_from_db()
    assert service.title == "Đăng ký khai sinh"
    assert service.has_unpublished_changes


def test_a_change_goes_from_editor_to_moderator_to_visitors(
    service, editor, moderator, visitor, django_capture_on_commit_callbacks
):
    form = edit(editor, service)
    form.data["short_name"] = "Làm giấy khai sinh cho bé"
    form.data["cases-0-documents-0-name"] = "Tờ khai theo mẫu mới"
    answer = form.send("action-submit")
    assert errors(answer) == []
    assert "Đã gửi duyệt trang “Làm giấy khai sinh cho bé”." in answer.content.decode()
    before = visitor.get(service.url).content.decode()
    assert "Đăng ký khai sinh" in before
    assert "Tờ khai theo mẫu mới" not in before

    waiting = moderator.get("/quan-tri/").content.decode()
    assert "Chờ bạn duyệt" in waiting
    assert "Làm giấy khai sinh cho bé" in waiting
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    approve = reverse("wagtailadmin_pages:workflow_action", args=[service.pk, "approve", task.pk])
    assert editor.post(approve).status_code in (302, 403)
    service.refresh_from_db()
    assert service.title == "Đăng ký khai sinh"

    with django_capture_on_commit_callbacks(execute=True):
        moderator.post(approve)
    service.refresh_from_db()
    after = visitor.get(service.url).content.decode()
    assert "Làm giấy khai sinh cho bé" in after
    assert "Tờ khai theo mẫu mới" in after
    assert found("khai sinh cho bé") == ["Làm giấy khai sinh cho bé"]


def test_a_moderator_sends_a_change_back_with_a_reason(service, editor, moderator):
    form = edit(editor, service)
    form.data["summary"] = "Viết tạm."
    form.send("action-submit")
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    reject = reverse("wagtailadmin_pages:workflow_action", args=[service.pk, "reject", task.pk])
    moderator.post(reject, {"comment": "Thiếu lệ phí."})
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[service.pk])).content.decode()
    assert "Thiếu lệ phí." in html
    assert "Gửi lại cho Người duyệt của đơn vị" in html


def test_a_scheduled_page_goes_live_by_the_clock(site_tree, moderator, visitor, time_machine):
    page = make_service(code="2.000815", short_name="Chứng thực bản sao", publish=False)
    due = timezone.localtime() + timedelta(hours=2)
    form = edit(moderator, page)
    form.data["go_live_at"] = due.strftime("%Y-%m-%d %H:%M")
    answer = form.send("action-publish")
    assert errors(answer) == []
    assert "Đã hẹn giờ xuất bản" in answer.content.decode()
    call_command("clock", "--once")
    assert visitor.get(page.url).status_code == 404
    assert found("chứng thực") == []

    time_machine.move_to(due + timedelta(minutes=1), tick=False)
    call_command("clock", "--once")
    assert visitor.get(page.url).status_code == 200
    assert found("chứng thực") == ["Chứng thực bản sao"]


def test_a_page_that_expires_leaves_the_portal_and_the_index(service, visitor, time_machine):
    service.expire_at = timezone.now() + timedelta(hours=1)
    service.save_revision().publish()
    assert visitor.get(service.url).status_code == 200
    time_machine.move_to(service.expire_at + timedelta(minutes=1), tick=False)
    call_command("clock", "--once")
    assert visitor.get(service.url).status_code == 404
    assert found("khai sinh") == []


def test_two_revisions_are_compared_down_to_fees_and_papers(service, editor):
    form = edit(editor, service)
    form.data["channels-0-time_limits-0-fees-0-amount"] = "250000"
    form.data["cases-0-documents-0-name"] = "Tờ khai mẫu 2026"
    assert errors(form.send()) == []
    old, new = service.revisions.order_by("created_at")
    html = editor.get(
        reverse("wagtailadmin_pages:revisions_compare", args=[service.pk, old.pk, new.pk])
    ).content.decode()
    changes = BeautifulSoup(html, "html.parser").select_one("table.listing tbody")
    fees = next(row for row in changes.find_all("tr") if "Cách nộp" in row.text)
    assert fees.select_one(".deletion").text == "115000"
    assert fees.select_one(".addition").text == "250000"
    papers = next(row for row in changes.find_all("tr") if "Trường hợp" in row.text)
    assert papers.select_one(".addition").text.strip() == "mẫu 2026"
    assert "Bước" not in changes.text  # what did not change is not listed


def test_an_old_revision_comes_back(service, moderator):
    old = service.latest_revision
    form = edit(moderator, service)
    form.data["short_name"] = "Tên viết nhầm"
    form.data["channels-0-time_limits-0-fees-0-amount"] = "1"
    form.send("action-publish")
    service.refresh_from_db()
    assert service.title == "Tên viết nhầm"
    back = reverse("wagtailadmin_pages:revisions_revert", args=[service.pk, old.pk])
    form = FilledForm(moderator, back)
    form.address = reverse("wagtailadmin_pages:edit", args=[service.pk])
    form.data["revision"] = str(old.pk)
    assert errors(form.send("action-publish")) == []
    service = ServicePage.objects.get(pk=service.pk)
    assert service.title == "Đăng ký khai sinh"
    assert service.channels.get().time_limits.get().fees.get().amount == 115_000


def test_a_new_address_leads_on_from_the_old_one(
    service, moderator, visitor, django_capture_on_commit_callbacks
):
    old = service.url
    form = edit(moderator, service)
    form.data["slug"] = "lam-giay-khai-sinh"
    with django_capture_on_commit_callbacks(execute=True):
        form.send("action-publish")
    service.refresh_from_db()
    assert service.url != old
    assert Redirect.objects.get().redirect_page_id == service.pk
    answer = visitor.get(old)
    assert (answer.status_code, answer.headers["Location"]) == (301, service.url)


def test_a_copy_waits_for_its_own_code(service, moderator):
    moderator.post(
        reverse("wagtailadmin_pages:copy", args=[service.pk]),
        {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": service.get_parent().pk},
    )
    copy = ServicePage.objects.exclude(pk=service.pk).get()
    assert copy.code == ""
    assert not copy.live
    form = edit(moderator, copy)
    assert "Mục này không được để trống." in errors(form.send("action-publish"))
    form.data["code"] = "1.000894"
    assert errors(form.send("action-publish")) == []


def test_our_workflow_stands_alone_and_setting_up_again_changes_nothing(site_tree):
    ours = {WORKFLOW, SERVICE_WORKFLOW}
    assert set(Workflow.objects.filter(active=True).values_list("name", flat=True)) == ours
    Workflow.objects.update_or_create(name=STOCK_WORKFLOW, defaults={"active": True})
    set_up_roles(site_tree)
    assert not Workflow.objects.filter(name=STOCK_WORKFLOW, active=True).exists()
    assert site_tree.get_workflow().name == WORKFLOW
    assert site_tree.get_workflow().tasks.get().specific.groups.get().name == MODERATORS
    assert ServiceIndexPage.objects.get().get_workflow().name == SERVICE_WORKFLOW
    assert Workflow.objects.get(name=SERVICE_WORKFLOW).tasks.count() == 2


def test_a_stock_workflow_that_somebody_assigned_stays(site_tree):
    stock, _ = Workflow.objects.update_or_create(name=STOCK_WORKFLOW, defaults={"active": True})
    stock.workflow_pages.create(page=site_tree.get_children().last())
    set_up_roles(site_tree)
    stock.refresh_from_db()
    assert stock.active
