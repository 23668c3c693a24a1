"""Two communes become one: everything follows, old names and addresses lead on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from services_catalogue.models import (
    Agency,
    MergerItem,
    ServiceAgency,
    ServicePage,
    UnitMembership,
    UnitMerger,
)
from tests.factories import make_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def communes(services):
    """A and B below the province, with services, a child and people."""
    top = make_agency("UBND tỉnh", "ubnd-tinh", kind="province")
    a = make_agency("UBND xã A", "xa-a", kind="commune", parent=top, egov_code="H49.71")
    b = make_agency("UBND xã B", "xa-b", kind="commune", parent=top, former_names="UBND xã B cũ")
    make_agency("Trung tâm xã A", "tt-xa-a", kind="service_centre", parent=a)
    ServicePage.objects.filter(pk=services[0].pk).update(managed_by=a)
    for page, agencies in ((services[0], (a, b)), (services[1], (b,))):
        page = ServicePage.objects.get(pk=page.pk)
        page.service_agencies = [ServiceAgency(role="executing", agency=one) for one in agencies]
        page.save_revision().publish()
    draft = ServicePage.objects.get(pk=services[2].pk)
    draft.service_agencies = [ServiceAgency(role="executing", agency=a)]
    draft.summary = "Đang viết dở."
    draft.save_revision()
    user = get_user_model().objects.create_user("can-bo", "c@quangninh.example", "x")
    UnitMembership.objects.create(user=user, agency=a, role="editor")
    UnitMembership.objects.create(user=user, agency=b, role="editor")
    return a, b


def begin(browser, units, **changes) -> UnitMerger:
    data = {
        "sources": [one.pk for one in units],
        "new_name": "UBND phường C",
        "new_kind": "commune",
        "effective_on": timezone.localdate().isoformat(),
        "legal_basis": "1679/NQ-UBTVQH15",
    }
    answer = browser.post(reverse("unit_merger_begin"), data | changes)
    assert answer.status_code == 302, answer.context["form"].errors
    return UnitMerger.objects.latest("pk")


def test_the_preview_names_everything_and_changes_nothing(communes, services, moderator):
    run = begin(moderator, communes)
    html = moderator.get(reverse("unit_merger", args=[run.pk])).content.decode()
    for text in (services[0].code, services[1].code, services[2].code, "Trung tâm xã A", "can-bo"):
        assert text in html
    assert not Agency.objects.filter(name="UBND phường C").exists()
    table = moderator.get(reverse("unit_merger_export", args=[run.pk])).content.decode()
    assert len(table.splitlines()) == run.rows.count() + 1


def test_everything_follows(communes, services, moderator, visitor):
    run = begin(moderator, communes)
    moderator.post(reverse("unit_merger", args=[run.pk]), {"act": "now"})
    run.refresh_from_db()
    assert (run.state, run.done) == ("done", run.total)
    c = Agency.objects.get(name="UBND phường C")
    assert c.former_name_list == ["UBND xã A", "UBND xã B", "UBND xã B cũ"]
    assert Agency.objects.get(slug="tt-xa-a").parent == c
    first = ServicePage.objects.get(pk=services[0].pk)
    assert first.managed_by == c
    assert [one.agency for one in first.service_agencies.all()] == [c]
    third = ServicePage.objects.get(pk=services[2].pk)
    assert [one.agency.slug for one in third.service_agencies.all()] == ["so-tu-phap"]
    draft = third.get_latest_revision_as_object()
    assert [one.agency for one in draft.service_agencies.all()] == [c]
    assert (draft.summary, third.has_unpublished_changes) == ("Đang viết dở.", True)
    assert [one.agency for one in UnitMembership.objects.filter(user__username="can-bo")] == [c]
    for unit in communes:
        unit.refresh_from_db()
        assert (unit.is_active, unit.merged_into) == (False, c)
        answer = visitor.get(f"/co-quan/{unit.slug}/")
        assert (answer.status_code, answer["Location"]) == (301, f"/co-quan/{c.slug}/")
    assert communes[0].egov_code == "H49.71"
    assert "UBND phường C" in visitor.get("/co-quan/?q=xã A").content.decode()


def test_into_a_unit_that_stands_and_again(communes, services, moderator):
    run = begin(moderator, communes, target=communes[1].pk, new_name="", new_kind="")
    address = reverse("unit_merger", args=[run.pk])
    moderator.post(address, {"act": "now"})
    UnitMerger.objects.filter(pk=run.pk).update(
        state="applying", lease_until=timezone.now() - timedelta(hours=1)
    )
    MergerItem.objects.filter(run=run).update(state="pending")
    call_command("resume_bulk_work")
    run.refresh_from_db()
    assert run.state == "done"
    a, b = (Agency.objects.get(pk=one.pk) for one in communes)
    assert (a.is_active, a.merged_into, b.is_active, b.merged_into) == (False, b, True, None)
    assert b.former_name_list == ["UBND xã B cũ", "UBND xã A"]


def test_it_waits_for_its_day(communes, moderator):
    day = timezone.localdate() + timedelta(days=3)
    run = begin(moderator, communes, effective_on=day.isoformat())
    moderator.post(reverse("unit_merger", args=[run.pk]), {"act": "schedule"})
    call_command("resume_bulk_work")
    run.refresh_from_db()
    assert run.state == "scheduled"
    UnitMerger.objects.update(effective_on=timezone.localdate())
    call_command("resume_bulk_work")
    run.refresh_from_db()
    assert run.state == "done"


def test_only_the_province_merges_units(communes, editor):
    from tests.admin.bulk.test_import_reach import person

    for browser in (editor, person("xa-a", communes[0])):
        assert browser.get(reverse("unit_merger_begin")).status_code == 302
        assert browser.get(reverse("unit_mergers")).status_code == 302


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"new_name": ""}, "một trong hai"),
        ({"sources": "first"}, "ít nhất hai"),
    ],
)
def test_what_makes_no_sense_is_refused(communes, moderator, changes, said):
    data = {
        "sources": [one.pk for one in communes],
        "new_name": "C",
        "effective_on": "2026-01-01",
        "legal_basis": "x",
    }
    if changes.get("sources"):
        changes = {"sources": [communes[0].pk]}
    answer = moderator.post(reverse("unit_merger_begin"), data | changes)
    assert said in answer.content.decode()
    assert not UnitMerger.objects.exists()
