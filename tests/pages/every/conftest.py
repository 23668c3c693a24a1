"""The sample site, built once for all tests of this package, and each page of it, visited once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import TestCase, override_settings

from search.engines import get_engine
from tests.pages.page_types import PageType
from tests.pages.sample_site import build_sample_site
from tests.pages.visits import Visit, visit

Visitor = Callable[[PageType, str], Visit]


@pytest.fixture(scope="package")
def sample_site(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The sample site, in a transaction that is rolled back after the last test of the package.

    Answers the folder of its search index.
    """
    index = tmp_path_factory.mktemp("index")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(SEARCH_INDEX_DIR=index):
            get_engine.cache_clear()
            build_sample_site(public_url="http://localhost")
        yield index
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _own_index(
    request: pytest.FixtureRequest, sample_site: Path, tmp_path: Path, settings: Any
) -> Iterator[None]:
    """Search in the sample site's index; in a copy of it, where the test changes pages."""
    settings.SEARCH_INDEX_DIR = sample_site
    if "committing" in request.fixturenames:
        settings.SEARCH_INDEX_DIR = shutil.copytree(sample_site, tmp_path / "index")
    get_engine.cache_clear()
    yield
    get_engine.cache_clear()


@pytest.fixture(scope="package")
def visited(sample_site: Path) -> Visitor:
    """Visit a page type in a language; the second call answers what the first saw."""
    return cache(visit)


@pytest.fixture(autouse=True)
def db(sample_site: Path) -> Iterator[None]:
    """Each test sees the site as it was built: what it changes is rolled back.

    Takes the place of pytest-django's fixture, whose end would close the connection, and with it
    the transaction that holds the site.
    """
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def committing() -> Callable[[], Any]:
    """A context whose end stands for a commit: ``with committing(): page.save()``."""
    return lambda: TestCase.captureOnCommitCallbacks(execute=True)
