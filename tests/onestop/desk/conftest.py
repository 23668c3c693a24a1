"""Two units, their officers, and somebody at the desk."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client as Browser

from onestop.models import Officer
from onestop.vocabulary import DossierStatus
from tests.onestop import making

PASSWORD = "mat-khau-thu-nghiem-1"


def officer(agency, username: str, **about) -> Officer:
    user = User.objects.create_user(
        username, password=PASSWORD, last_name=about.pop("full_name", username)
    )
    return Officer.objects.create(user=user, agency=agency, **about)


def at_desk(who: Officer) -> Browser:
    browser = Browser()
    browser.force_login(who.user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.fixture
def binh(agency) -> Officer:
    return officer(agency, "binh", full_name="Trần Văn Bình", title="Chuyên viên")


@pytest.fixture
def an(agency) -> Officer:
    return officer(agency, "an", full_name="Lê Thị An", heads_agency=True)


@pytest.fixture
def other_unit(db):
    return making.agency(name="Uỷ ban nhân dân xã khác")


@pytest.fixture
def stranger(other_unit) -> Officer:
    return officer(other_unit, "la", full_name="Người Lạ", heads_agency=True)


@pytest.fixture
def desk(binh) -> Browser:
    return at_desk(binh)


@pytest.fixture
def dossier(service):
    return making.dossier_at(service, DossierStatus.REGISTERED)
