"""When a session ends."""

from __future__ import annotations

import time

import pytest
import time_machine
from django.conf import settings as portal_settings
from django.contrib.auth.models import Group

from accounts.models import User
from accounts.roles import EDITORS
from accounts.sessions import end_sessions
from tests.admin.sign_in.authenticator import give_password, is_in


@pytest.fixture
def inside(person, window):
    give_password(window, "bientap")
    assert is_in(window)
    return window


def _take_group(person):
    person.groups.remove(Group.objects.get(name=EDITORS))


def _take_person_from_group(person):
    Group.objects.get(name=EDITORS).user_set.remove(person)


def _clear_groups(person):
    person.groups.clear()


def _set_other_groups(person):
    person.groups.set([])


def _lock(person):
    person.is_active = False
    person.save()


def _change_password(person):
    person.set_password("khac-han-2026")
    person.save()


@pytest.mark.parametrize(
    "taken",
    [_take_group, _take_person_from_group, _clear_groups, _set_other_groups, _lock,
     _change_password, lambda person: end_sessions(person.pk)],
)  # fmt: skip
def test_a_session_ends_when_a_role_is_taken_away(person, inside, taken):
    taken(person)
    answer = inside.get("/quan-tri/")
    assert "/login/" in answer["Location"]


def test_an_administrator_no_more(people):
    person = User.objects.get(username="quantri")
    assert is_in(people["quantri"])
    person.is_superuser = False
    person.save()
    assert not is_in(people["quantri"])


def test_sessions_go_on_when_a_role_is_given_or_a_name_changes(person, inside):
    person.groups.add(Group.objects.create(name="Nhóm khác"))
    person.first_name = "Bính"
    person.save()
    assert is_in(inside)


def test_a_session_lives_while_somebody_works_and_ends_when_nobody_does(person, inside):
    idle = portal_settings.SESSION_COOKIE_AGE
    start = time.time()
    with time_machine.travel(start + idle - 60):
        assert is_in(inside)
    with time_machine.travel(start + 2 * idle - 120):
        assert is_in(inside)
    with time_machine.travel(start + 3 * idle):
        assert not is_in(inside)


def test_an_open_window_alone_keeps_no_session(person, inside):
    idle = portal_settings.SESSION_COOKIE_AGE
    start = time.time()
    with time_machine.travel(start + idle - 60):
        inside.post("/quan-tri/editing-sessions/ping/wagtailcore/page/1/1/")
    with time_machine.travel(start + idle + 60):
        assert not is_in(inside)


def test_visitors_get_no_session(visitor, site_tree):
    assert not visitor.get("/").cookies
