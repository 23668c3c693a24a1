"""The cluster of the contract suites, behind a line that can be cut."""

from collections.abc import Iterator

import pytest

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.standby import StandbyEngine
from tests.contracts.cluster import Cluster
from tests.contracts.conftest import cluster, cluster_engine  # noqa: F401 - fixtures
from tests.faults.line_to_cluster import Line
from tests.search.documents import SERVICES


@pytest.fixture
def line(cluster: Cluster) -> Iterator[Line]:  # noqa: F811
    """A whole line to the cluster."""
    found = Line(cluster.url)
    yield found
    found.cut()


@pytest.fixture
def both(line, cluster_engine, tmp_path) -> StandbyEngine:  # noqa: F811
    """The cluster over the line with the embedded engine behind it, filled alike."""
    primary = ElasticsearchEngine(line.url, alias=cluster_engine._alias, budget=30)
    engine = StandbyEngine(primary, EmbeddedEngine(tmp_path / "index"), tmp_path / "index")
    engine.rebuild(SERVICES)
    return engine
