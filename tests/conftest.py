"""Fixtures that all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client
from django.utils import translation

from search.engines import get_engine
from tests.syntax_trees import parse_undisturbed

parse_undisturbed()

#: onestop is another process with other settings: `make test` runs its tests by themselves.
collect_ignore = ["onestop"]


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    """No test sees what another one cached."""
    for name in ("default", "pages", "limits"):
        caches[name].clear()
    yield


@pytest.fixture(autouse=True)
def _default_language() -> Iterator[None]:
    """Nobody inherits the language of the last request of the test before."""
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _own_index(tmp_path, settings) -> Iterator[None]:
    """Each test has an empty search index of its own."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    get_engine.cache_clear()
    yield
    get_engine.cache_clear()


def _skeleton():
    from accounts.roles import set_up_roles
    from home.skeleton import set_up_site

    home = set_up_site(public_url="http://localhost:8000")
    set_up_roles(home)
    return home


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Every test database begins with the skeleton of a portal, made once a process."""
    with django_db_blocker.unblock():
        _skeleton()


@pytest.fixture
def site_tree(db):
    """The home page of the skeleton; made anew where a test with real commits has emptied it."""
    from home.models import HomePage

    return HomePage.objects.first() or _skeleton()


@pytest.fixture(autouse=True)
def _site_is_there(request: pytest.FixtureRequest) -> None:
    """Whatever ran before, in whatever order: who uses the database finds the skeleton in it."""
    asked = {"db", "transactional_db"} & set(request.fixturenames)
    if asked or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("site_tree")


@pytest.fixture
def visitor() -> Client:
    """An anonymous browser without cookies."""
    return Client()
