"""A cluster that is down, slow, red, empty-handed or talking rubbish: the standby answers, honestly."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from search.engines.base import SearchUnavailable
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.standby import StandbyEngine
from search.queries import Query
from tests.contracts.cluster import free_port
from tests.search.documents import BIRTH, MARRIAGE, SERVICES

Answer = Callable[[BaseHTTPRequestHandler], None]


class FakeCluster:
    """A server on loopback whose answer a test can change while it runs."""

    def __init__(self) -> None:
        self.answer: Answer = rubbish
        self.asked = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def handle_any(self) -> None:
                outer.asked += 1
                outer.answer(self)

            do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = handle_any

            def log_message(self, *args: object) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200) -> None:
    handler.send_response(status)
    handler.send_header("X-Elastic-Product", "Elasticsearch")
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def rubbish(handler: BaseHTTPRequestHandler) -> None:
    send(handler, b"<html>It works!</html>")


def not_what_was_asked(handler: BaseHTTPRequestHandler) -> None:
    send(handler, json.dumps({"hits": None, "status": "green"}).encode())


def error(handler: BaseHTTPRequestHandler) -> None:
    send(handler, b'{"error": "no master", "status": 503}', 503)


def red(handler: BaseHTTPRequestHandler) -> None:
    send(handler, b'{"status": "red", "error": "all shards failed"}', 503)


def slow(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(3)
    send(handler, b"{}")


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.close()


@pytest.fixture
def fake() -> Iterator[FakeCluster]:
    cluster = FakeCluster()
    yield cluster
    cluster.server.shutdown()


@pytest.fixture
def embedded(tmp_path) -> EmbeddedEngine:
    engine = EmbeddedEngine(tmp_path / "index")
    engine.put(SERVICES)
    return engine


def standby_for(url: str, embedded: EmbeddedEngine, tmp_path) -> StandbyEngine:
    return StandbyEngine(ElasticsearchEngine(url, budget=0.3), embedded, tmp_path / "index")


@pytest.mark.parametrize("fault", [rubbish, not_what_was_asked, error, red, slow, hang_up])
def test_a_broken_cluster_is_asked_once_then_the_standby_answers(fault, fake, embedded, tmp_path):
    fake.answer = fault
    engine = standby_for(fake.url, embedded, tmp_path)
    first = engine.search(Query("khai sinh"))
    assert first.engine == "embedded"
    assert first.hits[0].document.code == BIRTH.code
    asked = fake.asked
    for _ in range(5):
        assert engine.search(Query("khai sinh")).total == first.total
        assert engine.suggest("khai")
    # The probe in the background may have asked meanwhile, once; no visitor did.
    assert fake.asked <= asked + 2
    health = engine.health()
    assert not health.ok
    assert "embedded answers" in health.detail


def test_a_cluster_that_is_not_there(embedded, tmp_path):
    engine = standby_for(f"http://127.0.0.1:{free_port()}", embedded, tmp_path)
    assert engine.search(Query("kết hôn")).hits[0].document.code == MARRIAGE.code
    assert engine.name == "embedded"


def test_a_missing_index_is_told_by_name(cluster, embedded, tmp_path):
    primary = ElasticsearchEngine(cluster.url, alias="test-nowhere", budget=10)
    with pytest.raises(SearchUnavailable, match="test-nowhere"):
        primary.search(Query("khai sinh"))
    engine = StandbyEngine(primary, embedded, tmp_path / "index")
    assert engine.search(Query("khai sinh")).engine == "embedded"


def test_nothing_written_while_the_cluster_was_away_is_missing_afterwards(
    cluster_engine, embedded, tmp_path, fake
):
    fake.answer = error
    away = standby_for(fake.url, embedded, tmp_path)
    cluster_engine.put(SERVICES)
    away.put([replace(BIRTH, version=BIRTH.version + 1, title="Khai sinh bản mới")])
    away.delete([MARRIAGE.id])
    assert away.search(Query("khai sinh")).hits[0].document.title == "Khai sinh bản mới"

    # The same folder, as after a restart of the worker, with a cluster that is well.
    back = StandbyEngine(cluster_engine, embedded, tmp_path / "index")
    assert back.catch_up() == 2
    found = {hit.document.id: hit.document for hit in cluster_engine.search(Query()).hits}
    assert found[BIRTH.id].title == "Khai sinh bản mới"
    assert MARRIAGE.id not in found
    assert back.catch_up() == 0


def test_the_next_write_brings_the_missed_ones_along(cluster_engine, embedded, tmp_path, fake):
    fake.answer = error
    standby_for(fake.url, embedded, tmp_path).delete([MARRIAGE.id])
    cluster_engine.put(SERVICES)
    back = StandbyEngine(cluster_engine, embedded, tmp_path / "index")
    back.put([replace(BIRTH, version=BIRTH.version + 1)])
    assert MARRIAGE.id not in {hit.document.id for hit in cluster_engine.search(Query()).hits}


def test_the_cluster_answers_again_when_it_is_well(cluster_engine, embedded, tmp_path):
    cluster_engine.put(SERVICES)
    engine = StandbyEngine(cluster_engine, embedded, tmp_path / "index")
    engine._breaker.trip("made up")
    assert engine.search(Query("khai sinh")).engine == "embedded"
    deadline = time.monotonic() + 20
    while engine.name == "embedded" and time.monotonic() < deadline:
        time.sleep(0.1)
    assert engine.search(Query("khai sinh")).engine == "elasticsearch"


def test_rebuild_fills_both(cluster_engine, embedded, tmp_path):
    engine = StandbyEngine(cluster_engine, embedded, tmp_path / "index")
    assert engine.rebuild([BIRTH]) == 1
    assert embedded.health().documents == cluster_engine.health().documents == 1


def test_a_refused_document_is_named(cluster_engine):
    cluster_engine.put([BIRTH])
    with pytest.raises(SearchUnavailable, match=MARRIAGE.id):
        cluster_engine.put([replace(MARRIAGE, popularity=2**70)])
    assert cluster_engine.search(Query()).total == 1
