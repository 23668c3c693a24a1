"""A session ends with the role it began with."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from services_catalogue.models import UnitMembership, UnitRole
from tests.admin.units.people import log_in, make_member

HOME = "/quan-tri/"


def taken_away(user, commune):
    UnitMembership.objects.filter(user=user, agency=commune).delete()


def ended(user, commune):
    yesterday = timezone.localdate() - timedelta(days=1)
    UnitMembership.objects.filter(user=user, agency=commune).update(ends_on=yesterday)


def lowered(user, commune):
    UnitMembership.objects.filter(user=user, agency=commune).update(role=UnitRole.EDITOR)


def out_of_the_group(user, commune):
    user.groups.clear()


def closed(user, commune):
    get_user_model().objects.filter(pk=user.pk).update(is_active=False)


@pytest.mark.parametrize("lost", [taken_away, ended, lowered, out_of_the_group, closed])
def test_who_lost_a_role_is_logged_out(commune_a, commune_b, lost):
    day = timezone.localdate() - timedelta(days=9)
    user = make_member("x", commune_a, UnitRole.MODERATOR, starts_on=day)
    UnitMembership.objects.create(user=user, agency=commune_b)
    browser = log_in(user)
    assert browser.get(HOME).status_code == 200
    lost(user, commune_a)
    answer = browser.get(HOME)
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]
    assert "_auth_user_id" not in browser.session


def test_a_script_gets_no_form_but_a_refusal(commune_a):
    user = make_member("x", commune_a)
    browser = log_in(user)
    browser.get(HOME)
    taken_away(user, commune_a)
    answer = browser.get(HOME, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 403


def test_a_new_role_ends_no_session(commune_a, commune_b):
    user = make_member("x", commune_a)
    browser = log_in(user)
    browser.get(HOME)
    UnitMembership.objects.create(user=user, agency=commune_b)
    assert browser.get(HOME).status_code == 200
