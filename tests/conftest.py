"""Fixtures that all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.test import Client

from search.engines import get_engine


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    """No test sees what another one cached."""
    for name in ("default", "pages", "limits"):
        caches[name].clear()
    yield


@pytest.fixture(autouse=True)
def _own_index(tmp_path, settings) -> Iterator[None]:
    """Each test has an empty search index of its own."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    get_engine.cache_clear()
    yield
    get_engine.cache_clear()


@pytest.fixture
def site_tree(db):
    """The skeleton of a portal: answers the home page."""
    from accounts.roles import set_up_roles
    from home.skeleton import set_up_site

    home = set_up_site(public_url="http://localhost:8000")
    set_up_roles(home)
    return home


@pytest.fixture
def visitor() -> Client:
    """An anonymous browser without cookies."""
    return Client()
