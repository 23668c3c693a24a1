"""Engines that the contract suites run against. An engine is added by one more row in ENGINES."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.engines.base import SearchEngine
from search.engines.embedded import EmbeddedEngine

ENGINES: dict[str, Callable[[Path], SearchEngine]] = {"embedded": lambda path: EmbeddedEngine(path)}


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    """An empty engine of each kind."""
    yield ENGINES[request.param](tmp_path / "index")
