"""How often one address may ask: generous for people, a brake for loops."""

from typing import Any

from django.core.cache import caches
from django.http import HttpRequest
from ninja.throttling import AnonRateThrottle


class ReadThrottle(AnonRateThrottle):
    """Per address and process, counted in memory only; answers from the page cache are not counted."""

    cache = caches["limits"]
    scope = "api"

    def __init__(self, rate: str = "300/m") -> None:
        super().__init__(rate)

    def get_cache_key(self, request: HttpRequest) -> Any:
        """Count everyone alike, editors included."""
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}
