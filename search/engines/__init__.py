"""Which engine answers: chosen once a process from the settings."""

from functools import lru_cache

from django.conf import settings

from search.engines.base import Health, SearchEngine, SearchUnavailable

__all__ = ["Health", "SearchEngine", "SearchUnavailable", "get_engine"]


@lru_cache(maxsize=1)
def get_engine() -> SearchEngine:
    """The engine of this process (tests clear it with ``get_engine.cache_clear()``)."""
    from search.engines.embedded import EmbeddedEngine

    return EmbeddedEngine(settings.SEARCH_INDEX_DIR)
