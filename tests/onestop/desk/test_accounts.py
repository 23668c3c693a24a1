"""Accounts of officers: made by the operator, kept by their owner."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client as Browser
from django.urls import reverse

from onestop.models import Officer
from tests.onestop.desk.conftest import PASSWORD, at_desk


def add_officer(*arguments: str) -> str:
    out = StringIO()
    call_command("add_officer", *arguments, stdout=out)
    return out.getvalue()


def test_a_new_officer_can_log_in(agency):
    said = add_officer(
        "thu", "--agency", agency.code, "--name", "Lê Văn Thu", "--title", "Công chức"
    )
    officer = Officer.objects.get(user__username="thu")
    assert (str(officer), officer.title, officer.heads_agency) == ("Lê Văn Thu", "Công chức", False)
    password = re.search(r"shown once: (\S+)", said)[1]
    answer = Browser().post(reverse("desk:log_in"), {"username": "thu", "password": password})
    assert answer.url == reverse("desk:queue")


def test_the_same_command_moves_an_officer_and_ends_the_old_password(binh, other_unit):
    add_officer("binh", "--agency", other_unit.code, "--name", "Trần Văn Bình", "--head")
    binh.refresh_from_db()
    assert (binh.agency, binh.heads_agency, Officer.objects.count()) == (other_unit, True, 1)
    answer = Browser().post(reverse("desk:log_in"), {"username": "binh", "password": PASSWORD})
    assert answer.status_code == 200


def test_names_are_written_family_name_first(agency):
    about = {"last_name": "Vũ Đức", "first_name": "Long"}
    user = User.objects.create_user("long", **about)
    assert str(Officer.objects.create(user=user, agency=agency)) == "Vũ Đức Long"


def test_an_unknown_unit_is_refused(db):
    with pytest.raises(CommandError, match="no unit"):
        add_officer("thu", "--agency", "H49.000", "--name", "Thu")


def test_an_officer_changes_the_password(binh, desk):
    elsewhere = at_desk(binh)
    new = "con-thuyen-ngoai-vinh-7"
    data = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    wrong = desk.post(reverse("desk:password"), {**data, "old_password": "sai"})
    assert "Mật khẩu hiện tại chưa đúng" in wrong.content.decode()
    assert "no-store" in wrong["Cache-Control"]
    assert desk.post(reverse("desk:password"), data).url == reverse("desk:queue")
    assert "Đã đổi mật khẩu" in desk.get(reverse("desk:queue")).content.decode()
    assert elsewhere.get(reverse("desk:queue")).status_code == 302


def test_a_weak_password_is_refused_in_plain_words(desk):
    data = {"old_password": PASSWORD, "new_password1": "123", "new_password2": "123"}
    answer = desk.post(reverse("desk:password"), data)
    assert "<title>Lỗi: " in answer.content.decode()


def test_strangers_cannot_change_it(client, db):
    assert client.get(reverse("desk:password")).status_code == 302
