"""People of a unit see and change its services; moderators publish them; the province sees all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from services_catalogue.models import ServiceIndexPage, ServicePage, UnitMembership, UnitRole
from tests.admin.filled_form import FilledForm, errors
from tests.admin.units.people import log_in, make_member
from tests.factories import make_agency

LIST = "/quan-tri/dich_vu_cong/"


def edit(service) -> str:
    return reverse("wagtailadmin_pages:edit", args=[service.pk])


def explore() -> str:
    return reverse("wagtailadmin_explore", args=[ServiceIndexPage.objects.get().pk])


@pytest.mark.parametrize("place", ["menu", "explorer"])
def test_lists_hold_what_the_unit_keeps(editor_a, service_a, draft_b, place):
    html = editor_a.get(LIST if place == "menu" else explore()).content.decode()
    assert "Thông báo lễ hội" in html
    assert "Bí mật" not in html


def test_the_province_sees_all(moderator, service_a, draft_b):
    html = moderator.get(LIST).content.decode()
    assert "Thông báo lễ hội" in html
    assert "Bí mật" in html


def test_a_head_reaches_the_units_below(head_of_province, service_a, draft_b):
    html = head_of_province.get(LIST).content.decode()
    assert "Thông báo lễ hội" in html
    assert "Bí mật" in html
    assert head_of_province.get(edit(draft_b)).status_code == 200


def test_an_editor_saves_a_draft_of_their_own_service(editor_a, service_a):
    form = FilledForm(editor_a, edit(service_a))
    form.data["summary"] = "Gửi trước 20 ngày."
    assert not errors(form.send())
    service_a.refresh_from_db()
    assert service_a.get_latest_revision_as_object().summary == "Gửi trước 20 ngày."
    assert service_a.summary == ""


def test_only_a_moderator_publishes(editor_a, moderator_a, service_a):
    for browser, published in ((editor_a, False), (moderator_a, True)):
        form = FilledForm(browser, edit(service_a))
        form.data["summary"] = "Gửi trước 20 ngày."
        form.send("action-publish")
        service_a.refresh_from_db()
        assert (service_a.summary != "") is published


def test_another_units_service_cannot_be_opened(editor_a, moderator_a, draft_b):
    for browser in (editor_a, moderator_a):
        assert browser.get(edit(draft_b)).status_code in (302, 403)


def test_a_new_service_belongs_to_the_units_of_its_author(editor_a, commune_a, commune_b):
    add = reverse(
        "wagtailadmin_pages:add",
        args=["services_catalogue", "servicepage", ServiceIndexPage.objects.get().pk],
    )
    html = editor_a.get(add).content.decode()
    assert f'<option value="{commune_a.pk}" selected>' in html
    assert f'<option value="{commune_b.pk}"' not in html


def test_the_list_leads_to_the_form_of_a_new_service(editor_a, commune_a):
    answer = editor_a.get(f"{LIST}choose_parent/", follow=True)
    assert answer.redirect_chain[-1][0].endswith(f"/{ServiceIndexPage.objects.get().pk}/")


def test_a_service_is_not_given_to_a_unit_out_of_reach(editor_a, service_a, commune_b):
    form = FilledForm(editor_a, edit(service_a))
    form.data["managed_by"] = str(commune_b.pk)
    assert errors(form.send())
    service_a.refresh_from_db()
    assert service_a.managed_by.slug == "phuong-bai-chay"


def test_a_new_unit_holds_at_once_and_no_old_revision_brings_the_other_back(
    moderator, editor_a, service_a, commune_b
):
    before = service_a.latest_revision
    form = FilledForm(moderator, edit(service_a))
    form.data["managed_by"] = str(commune_b.pk)
    assert not errors(form.send())
    assert editor_a.get(edit(service_a)).status_code == 302
    before.refresh_from_db()
    before.publish()
    assert ServicePage.objects.get(pk=service_a.pk).managed_by == commune_b


@pytest.mark.parametrize("shift", [-1, 1], ids=["ended", "not-begun"])
def test_a_membership_out_of_its_time_gives_nothing(service_a, commune_a, shift):
    day = timezone.localdate() + timedelta(days=10 * shift)
    user = make_member("x", commune_a, starts_on=day, ends_on=day)
    assert log_in(user).get(edit(service_a)).status_code == 302
    UnitMembership.objects.filter(user=user).update(starts_on=timezone.localdate(), ends_on=None)
    assert log_in(user).get(edit(service_a)).status_code == 200


def test_a_service_without_a_unit_is_the_provinces(editor_a, moderator, service_a):
    ServicePage.objects.update(managed_by=None)
    assert editor_a.get(edit(service_a)).status_code == 302
    assert moderator.get(edit(service_a)).status_code == 200


def test_a_division_does_not_reach_its_department(service_a, commune_a):
    office = make_agency("Trạm Y tế", "tram-y-te", kind="division", parent=commune_a)
    browser = log_in(make_member("office", office, UnitRole.HEAD))
    assert browser.get(edit(service_a)).status_code == 302
