"""Which engine answers: chosen once a process from the settings."""

from functools import lru_cache

from django.conf import settings

from search.engines.base import Health, SearchEngine, SearchUnavailable

__all__ = ["Health", "SearchEngine", "SearchUnavailable", "engine_named", "get_engine"]


@lru_cache(maxsize=1)
def get_engine() -> SearchEngine:
    """The engine of this process (tests clear it with ``get_engine.cache_clear()``)."""
    if not settings.ELASTICSEARCH_URL:
        return engine_named("embedded")
    from search.engines.embedded import EmbeddedEngine
    from search.engines.standby import StandbyEngine

    standby = EmbeddedEngine(settings.SEARCH_INDEX_DIR)
    return _second_opinion(
        StandbyEngine(engine_named("elasticsearch"), standby, settings.SEARCH_INDEX_DIR)
    )


def engine_named(name: str | None) -> SearchEngine:
    """The engine called ``name``; the one that answers visitors for None."""
    if name is None:
        return get_engine()
    if name == "embedded":
        from search.engines.embedded import EmbeddedEngine

        return _second_opinion(EmbeddedEngine(settings.SEARCH_INDEX_DIR))
    if name == "elasticsearch" and settings.ELASTICSEARCH_URL:
        from search.engines.elasticsearch import ElasticsearchEngine

        return ElasticsearchEngine(
            settings.ELASTICSEARCH_URL,
            alias=settings.ELASTICSEARCH_ALIAS,
            budget=settings.SEARCH_TIME_BUDGET,
        )
    raise SearchUnavailable(f"there is no engine called {name}: is ELASTICSEARCH_URL set?")


def _second_opinion(engine: SearchEngine) -> SearchEngine:
    """``engine``, asked for nearness in meaning too when the settings want it."""
    if not settings.SEARCH_SEMANTIC:
        return engine
    from search.semantic import with_meaning

    return with_meaning(engine, settings.SEARCH_INDEX_DIR)
