"""Fixtures of onestop's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client as Browser

from onestop.models import Client
from onestop.models.clients import token_digest
from onestop.triggers import remove_triggers
from tests.onestop import making

TOKEN = "a-token-of-the-tests-0123456789"


@pytest.fixture(autouse=True)
def _own_papers(tmp_path, settings) -> None:
    """Each test has a folder of papers of its own."""
    settings.BLOB_DIR = tmp_path / "papers"


@pytest.fixture
def committed(transactional_db) -> Iterator[None]:
    """Real commits, seen by other threads; the triggers are out of the way when it is emptied."""
    yield
    remove_triggers()


@pytest.fixture
def agency(db):
    return making.agency()


@pytest.fixture
def service(agency):
    return making.service(agencies=[agency])


@pytest.fixture
def api_client(db) -> Client:
    """The portal, as onestop knows it."""
    return Client.objects.create(name="portal", token_digest=token_digest(TOKEN))


@pytest.fixture
def api(api_client) -> Browser:
    """Speaks to the Dossier API with the portal's token."""
    return Browser(headers={"Authorization": f"Bearer {TOKEN}"})
