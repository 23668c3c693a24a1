"""People with and without a second step."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from demo.accounts import make_accounts
from tests.admin.sign_in.authenticator import give_password, set_up


@pytest.fixture
def person(site_tree) -> User:
    """The editor bientap, who has a password alone."""
    make_accounts()
    return User.objects.get(username="bientap")


@pytest.fixture
def recovery(person) -> list[str]:
    """bientap set the second step up in another browser; these are the recovery codes."""
    window = Client()
    give_password(window, "bientap")
    return set_up(window, person)


@pytest.fixture
def window() -> Client:
    """A browser that nobody has logged in with."""
    return Client()
