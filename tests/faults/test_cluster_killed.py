"""A cluster that dies in the middle of things: every visitor is answered, nothing is missing after."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from search.engines.base import SearchUnavailable
from search.engines.embedded import EmbeddedEngine
from search.engines.standby import StandbyEngine
from search.queries import Query
from tests.search.documents import BIRTH, MARRIAGE, SERVICES, service


def until_well(engine):
    """Wait for the probe to find the cluster again."""
    deadline = time.monotonic() + 60
    while engine.name == "embedded":
        assert time.monotonic() < deadline, "the cluster was not found again"
        time.sleep(0.1)


def test_mid_traffic(both, line, cluster_engine):
    answered = threading.Barrier(5)

    def visit(_number):
        engines = []
        for turn in range(12):
            if turn == 4:
                answered.wait(60)  # all visitors are on the way when the line is cut
            found = both.search(Query("khai sinh"))
            assert found.hits[0].document.code == BIRTH.code
            assert both.suggest("khai")
            engines.append(found.engine)
        return engines

    with ThreadPoolExecutor(4) as visitors:
        visits = [visitors.submit(visit, number) for number in range(4)]
        answered.wait(60)
        line.cut()
        seen = [visit.result() for visit in visits]
    assert all(engines[0] == "elasticsearch" for engines in seen)
    assert not both.health().ok

    both.put([replace(BIRTH, version=BIRTH.version + 1, title="Khai sinh khi cụm vắng")])
    both.delete([MARRIAGE.id])
    line.mend()
    until_well(both)
    both.catch_up()
    found = {hit.document.id: hit.document for hit in cluster_engine.search(Query()).hits}
    assert found[BIRTH.id].title == "Khai sinh khi cụm vắng"
    assert MARRIAGE.id not in found and len(found) == len(SERVICES) - 1


def test_mid_rebuild(both, line, cluster_engine):
    new = [service(number, f"Dịch vụ mới {number}") for number in range(100, 1400)]
    line.cut_at = b"_bulk"
    with pytest.raises(SearchUnavailable):
        both.rebuild(new)
    assert both.search(Query("dịch vụ mới")).engine == "embedded"
    assert both.search(Query("dịch vụ mới")).total == len(new)
    # The cluster keeps what it had, whole.
    assert cluster_engine.search(Query()).total == len(SERVICES)

    line.mend()
    until_well(both)
    assert both.rebuild(new) == len(new)
    assert cluster_engine.search(Query()).total == len(new)
    alias = cluster_engine._alias
    assert len(cluster_engine._client.indices.get(index=f"{alias}-*")) == 1


def test_a_change_during_a_rebuild_is_in_both_afterwards(both, tmp_path, cluster_engine):
    """Another process publishes after the rebuild has read the page and before it swaps."""
    newer = replace(BIRTH, version=BIRTH.version + 1, title="Bản sửa giữa chừng")
    other = StandbyEngine(cluster_engine, EmbeddedEngine(tmp_path / "index"), tmp_path / "index")
    writer = threading.Thread(target=other.put, args=([newer],))

    def documents():
        yield from SERVICES
        writer.start()
        writer.join(0.5)  # time to do harm, were it not held back

    both.rebuild(documents())
    writer.join(60)
    for engine in (cluster_engine, EmbeddedEngine(tmp_path / "index")):
        titles = [hit.document.title for hit in engine.search(Query()).hits]
        assert newer.title in titles and len(titles) == len(SERVICES)
