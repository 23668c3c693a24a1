"""People who log in to the admin, and a catalogue to work on."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from demo.accounts import ACCOUNTS, make_accounts


@pytest.fixture
def people(site_tree) -> dict[str, Client]:
    """Browsers of the three roles, logged in: bientap (editor), duyet (moderator), quantri."""
    make_accounts()
    browsers = {}
    for account in ACCOUNTS:
        browsers[account.username] = Client()
        browsers[account.username].force_login(
            get_user_model().objects.get(username=account.username),
            backend="django.contrib.auth.backends.ModelBackend",
        )
    return browsers


@pytest.fixture
def editor(people) -> Client:
    """Writes, but may not publish."""
    return people["bientap"]


@pytest.fixture
def moderator(people) -> Client:
    """Approves and publishes."""
    return people["duyet"]
