"""One change to many services: previewed, asked for each page, told in each page's log."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry, WorkflowState

from services_catalogue.models import BulkChange, ServicePage
from tests.factories import make_agency, make_field

pytestmark = pytest.mark.django_db


def act(browser, action: str, pages, **data):
    address = reverse("wagtail_bulk_action", args=["services_catalogue", "servicepage", action])
    ids = "&".join(f"id={page.pk}" for page in pages)
    shown = browser.get(f"{address}?{ids}&next=/quan-tri/")
    answer = browser.post(f"{address}?{ids}&next=/quan-tri/", data)
    return shown.content.decode(), answer


def fresh(page) -> ServicePage:
    return ServicePage.objects.get(pk=page.pk)


def entries(page) -> list[str]:
    """Messages of the bulk change in the log of ``page``."""
    found = PageLogEntry.objects.filter(page=page.pk, action="services_catalogue.bulk_change")
    return [one.formatter.format_message(one) for one in found]


def test_a_published_page_and_its_draft_both_change(services, moderator):
    page = services[0]
    draft = fresh(page)
    draft.summary = "Đang viết dở."
    draft.save_revision()
    land = make_field("Đất đai", "dat-dai")
    html, _answer = act(moderator, "desk_field", [page], value=land.pk, publish="on")
    assert "Đang có bản nháp" in html
    live = fresh(page)
    assert (live.field, live.summary, live.live) == (land, "", True)
    assert live.has_unpublished_changes
    draft = live.get_latest_revision_as_object()
    assert (draft.field, draft.summary) == (land, "Đang viết dở.")
    assert entries(page) == ["Đổi lĩnh vực: Hộ tịch → Đất đai"]


def test_an_editors_change_goes_to_approval_and_an_unfinished_draft_does_not(services, editor):
    draft = fresh(services[1])
    draft.summary = "Đang viết dở."
    draft.save_revision()
    land = make_field("Đất đai", "dat-dai")
    act(editor, "desk_field", services[:2], value=land.pk, publish="on")
    waiting = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    assert [one.object_id for one in waiting] == [str(services[0].pk)]
    for page in services[:2]:
        assert fresh(page).field.name == "Hộ tịch"
        assert fresh(page).get_latest_revision_as_object().field == land


def test_the_executing_agency_alone_is_replaced(services, moderator):
    new = make_agency("Sở Nội vụ", "so-noi-vu")
    page = services[0]
    page.service_agencies.add(
        page.service_agencies.model(role="competent", agency=make_agency("UBND tỉnh", "ubnd"))
    )
    page.save_revision().publish()
    act(moderator, "desk_executing", [page], value=new.pk, publish="on")
    roles = fresh(page).service_agencies.values_list("role", "agency__name")
    assert set(roles) == {("executing", "Sở Nội vụ"), ("competent", "UBND tỉnh")}


def test_unit_and_review_date_hold_at_once_for_page_and_draft(services, moderator):
    unit = make_agency("UBND xã A", "xa-a")
    act(moderator, "desk_unit", services[:2], value=unit.pk)
    act(moderator, "desk_review", services[:1], value="2099-01-02")
    assert [fresh(page).managed_by for page in services] == [unit, unit, None, None]
    assert fresh(services[0]).review_due_on.isoformat() == "2099-01-02"
    assert not fresh(services[0]).has_unpublished_changes
    assert len(entries(services[0])) == 2


def test_replacements_lead_on_and_never_in_a_circle(services, moderator):
    a, b = services[:2]
    act(moderator, "desk_superseded", [a], value=b.pk, publish="on")
    assert fresh(a).superseded_by == fresh(b)
    act(moderator, "desk_superseded", [b], value=a.pk, publish="on")
    assert fresh(b).superseded_by is None
    assert "chính dịch vụ này" in BulkChange.objects.latest("pk").rows.get().note


def test_unpublishing_is_for_those_who_may(services, editor, moderator):
    act(editor, "desk_unpublish", services[:1])
    assert fresh(services[0]).live
    act(moderator, "desk_unpublish", services[:2])
    assert [fresh(page).live for page in services] == [False, False, True, True]


def test_all_of_a_filtered_list_is_what_the_filter_shows(services, moderator):
    land = make_field("Đất đai", "dat-dai")
    ServicePage.objects.filter(pk__in=[services[2].pk, services[3].pk]).update(field=land)
    unit = make_agency("UBND xã A", "xa-a")
    address = reverse(
        "wagtail_bulk_action", args=["services_catalogue", "servicepage", "desk_unit"]
    )
    moderator.post(f"{address}?id=all&field={land.pk}&q=1.003", {"value": unit.pk})
    assert [fresh(page).managed_by for page in services] == [None, None, unit, None]


def test_the_list_offers_the_actions_and_the_exports(services, editor):
    html = editor.get("/quan-tri/dich_vu_cong/?q=1.00").content.decode()
    assert "desk_field" in html
    assert "xuat-dich-vu.xlsx?q=1.00" in html
