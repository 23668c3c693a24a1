"""The Elasticsearch engine, for a cluster of version 8 or 9."""

from search.engines.elasticsearch.engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
