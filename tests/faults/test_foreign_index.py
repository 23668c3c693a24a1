"""An index on the cluster that is not as we made it: a clear word, the standby, and a way out."""

import pytest

from search.engines.base import SearchUnavailable
from search.engines.elasticsearch.mapping import mapping
from search.engines.embedded import EmbeddedEngine
from search.engines.standby import StandbyEngine
from search.queries import Query
from tests.search.documents import BIRTH, MARRIAGE, SERVICES


def make(engine, name, mappings, alias=True):
    aliases = {"aliases": {engine._alias: {}}} if alias else {}
    engine._client.indices.create(
        index=name,
        mappings=mappings,
        settings={"number_of_shards": 1, "number_of_replicas": 0},
        **aliases,
    )


def test_a_mapping_conflict_names_the_document_and_costs_no_page(cluster_engine, tmp_path):
    conflict = {"dynamic": "strict", "properties": {"title": {"type": "long"}}}
    make(cluster_engine, f"{cluster_engine._alias}-foreign", conflict)
    with pytest.raises(SearchUnavailable, match=BIRTH.id):
        cluster_engine.put([BIRTH])

    both = StandbyEngine(cluster_engine, EmbeddedEngine(tmp_path / "index"), tmp_path / "index")
    assert both.put([BIRTH, MARRIAGE]) == 2
    assert both.search(Query("khai sinh")).hits[0].document.code == BIRTH.code
    assert "refused" in both.health().detail

    assert both.rebuild(SERVICES) == len(SERVICES)
    assert cluster_engine.search(Query()).total == len(SERVICES)


def test_an_index_of_another_layout_is_not_misread(cluster_engine):
    other = {**mapping().to_dict(), "_meta": {"layout": 0}}
    make(cluster_engine, f"{cluster_engine._alias}-old", other)
    cluster_engine.put(SERVICES)
    with pytest.raises(SearchUnavailable, match="rebuild_index"):
        cluster_engine.search(Query("khai sinh"))
    cluster_engine.rebuild(SERVICES)
    assert cluster_engine.search(Query("khai sinh")).hits[0].document.code == BIRTH.code


def test_an_index_that_has_the_name_of_the_alias_is_left_alone_and_told(cluster_engine):
    alias = cluster_engine._alias
    make(cluster_engine, alias, {}, alias=False)
    try:
        with pytest.raises(SearchUnavailable, match=alias):
            cluster_engine.put([BIRTH])
        with pytest.raises(SearchUnavailable, match=alias):
            cluster_engine.rebuild([BIRTH])
        assert list(cluster_engine._client.indices.get(index=f"{alias}*")) == [alias]
    finally:
        cluster_engine._client.indices.delete(index=alias)
