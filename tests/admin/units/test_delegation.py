"""A head gives roles for a time; all see them, the head takes them back, and they end with the head's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from services_catalogue.models import UnitMembership, UnitRole
from tests.admin.units.people import log_in, make_member

LIST = "/quan-tri/nguoi_cua_don_vi/"
TODAY = timezone.localdate


@pytest.fixture
def head(commune_a):
    return make_member("truong-a", commune_a, UnitRole.HEAD)


@pytest.fixture
def deputy(commune_a):
    return make_member("pho-a", commune_a)


def give(browser, person: str, agency, role: str = "head", days: int | None = 10, **more):
    end = "" if days is None else (TODAY() + timedelta(days=days)).isoformat()
    data = {"person": person, "agency": agency.pk, "role": role, "starts_on": TODAY().isoformat(),
            "ends_on": end, **more}  # fmt: skip
    return browser.post(f"{LIST}new/", data)


def given() -> list[UnitMembership]:
    return list(UnitMembership.objects.filter(delegated_by__isnull=False))


def test_a_head_delegates_their_own_role_until_a_day(head, deputy, commune_a, service_a):
    answer = give(log_in(head), "pho-a@quangninh.example", commune_a)
    assert answer.status_code == 302
    (one,) = given()
    assert (one.user, one.delegated_by, one.role) == (deputy, head, "head")
    form = log_in(deputy).get(reverse("wagtailadmin_pages:edit", args=[service_a.pk]))
    assert b"action-publish" in form.content
    assert "truong-a" in log_in(deputy).get(LIST).content.decode()
    assert ModelLogEntry.objects.filter(action="wagtail.create", user=head).exists()


def test_a_head_takes_it_back_and_the_list_keeps_it(head, deputy, commune_a, service_a):
    give(log_in(head), "pho-a", commune_a, "moderator")
    (one,) = given()
    UnitMembership.objects.filter(pk=one.pk).update(starts_on=TODAY() - timedelta(days=3))
    log_in(head).post(f"{LIST}delete/{one.pk}/")
    one.refresh_from_db()
    assert one.ends_on == TODAY() - timedelta(days=1)
    assert ModelLogEntry.objects.filter(action="unit.role_ended", user=head).exists()
    form = log_in(deputy).get(reverse("wagtailadmin_pages:edit", args=[service_a.pk]))
    assert b"action-publish" not in form.content


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": None},
        {"days": -1},
        {"days": 2000},
        {"person": "truong-a"},
        {"person": "khong-ai"},
    ],
    ids=["no end", "over", "too long", "oneself", "nobody"],
)
def test_what_a_head_may_not(head, deputy, commune_a, wrong):
    answer = give(log_in(head), **{"person": "pho-a", "agency": commune_a, **wrong})
    assert answer.status_code == 200
    assert given() == []


def test_a_head_gives_nothing_at_another_unit(head, deputy, commune_b):
    assert give(log_in(head), "pho-a", commune_b).status_code == 200
    assert given() == []


def test_whoever_leads_by_delegation_does_not_hand_it_on(head, deputy, commune_a):
    give(log_in(head), "pho-a", commune_a)
    make_member("ba", commune_a)
    give(log_in(deputy), "ba", commune_a, "editor")
    assert len(given()) == 1


def test_editors_and_moderators_give_no_roles(editor_a, moderator_a, deputy, commune_a):
    for browser in (editor_a, moderator_a):
        give(browser, "pho-a", commune_a, "moderator")
        assert "pho-a" in browser.get(LIST).content.decode()
    assert given() == []


@pytest.mark.parametrize("end", ["role", "account"])
def test_a_delegation_ends_with_the_head(head, deputy, commune_a, service_a, end):
    give(log_in(head), "pho-a", commune_a, "moderator")
    if end == "role":
        UnitMembership.objects.get(user=head).delete()
    else:
        head.is_active = False
        head.save()
    assert not UnitMembership.objects.current().filter(delegated_by=head).exists()


def test_an_administrator_gives_a_role_without_end(people, commune_a, deputy):
    give(people["quantri"], "pho-a", commune_a, "moderator", days=None)
    assert UnitMembership.objects.filter(user=deputy, role="moderator", delegated_by=None).exists()
