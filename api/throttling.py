"""How often one address may ask: generous for people, a brake for loops."""

from typing import Any

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.throttling import AnonRateThrottle

from api.errors import problem


class ReadThrottle(AnonRateThrottle):
    """Per address and process, counted in memory only; answers from the page cache are not counted."""

    cache = caches["limits"]
    scope = "api"

    def __init__(self, rate: str = "300/m") -> None:
        super().__init__(rate)

    def get_cache_key(self, request: HttpRequest) -> Any:
        """Count everyone alike, editors included."""
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


class EmbedThrottle(ReadThrottle):
    """The same for one kind of embed, counted apart from the API."""

    def __init__(self, scope: str, rate: str = "300/m") -> None:
        self.scope = scope
        super().__init__(rate)


def throttled(request: HttpRequest, scope: str) -> HttpResponse | None:
    """429 as a problem when this address has asked too often, else None."""
    brake = EmbedThrottle(scope)
    if brake.allow_request(request):
        return None
    wait = max(1, round(brake.wait() or 1))
    answer = problem(429, _("Bạn hỏi quá nhanh. Thử lại sau %(wait)s giây.") % {"wait": wait})
    answer["Retry-After"] = str(wait)
    return answer
