"""Engines that the contract suites run against. An engine is added by one more row in ENGINES."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from search.engines.base import SearchEngine
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from tests.contracts.cluster import Cluster, start


@pytest.fixture(scope="session")
def cluster(pytestconfig: pytest.Config) -> Iterator[Cluster]:
    """One cluster a test process; says in the report which one it is."""
    found = start()
    reporter = pytestconfig.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None:
        reporter.write_line(f"\nElasticsearch: {found.kind} at {found.url}")
    yield found
    found.stop()


@pytest.fixture
def cluster_engine(cluster: Cluster) -> Iterator[ElasticsearchEngine]:
    """An empty engine on the cluster, under an alias of its own."""
    alias = f"test-{uuid4().hex[:12]}"
    engine = ElasticsearchEngine(cluster.url, alias=alias, budget=30)
    yield engine
    engine.drop()


ENGINES: dict[str, Callable[[pytest.FixtureRequest, Path], SearchEngine]] = {
    "embedded": lambda request, path: EmbeddedEngine(path),
    "elasticsearch": lambda request, path: request.getfixturevalue("cluster_engine"),
}


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> SearchEngine:
    """An empty engine of each kind."""
    return ENGINES[request.param](request, tmp_path / "index")
