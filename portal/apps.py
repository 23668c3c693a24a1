"""The composition root as a Django app: it carries the commands that span all rooms."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings


class PortalConfig(AppConfig):
    """Nobody imports this room."""

    name = "portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        """Empty caches whenever something that visitors see has changed; count searches served."""
        from wagtail.contrib.search_promotions.models import SearchPromotion

        from core.publishing import on_change, watch
        from portal.page_cache import page_served, start_new_generation
        from search.best_bets import best_bets_changed
        from search.models import SynonymSet
        from services_catalogue.models import Agency, Field, LifeEvent, OpeningPeriod

        on_change(best_bets_changed)
        on_change(start_new_generation)
        watch(Agency, OpeningPeriod, Field, LifeEvent, SearchPromotion, SynonymSet)
        page_served.connect(_count_search, dispatch_uid="count-search")
        page_served.connect(_count_embed, dispatch_uid="count-embed")


def _count_search(request: Any, response: Any, **_signal: Any) -> None:
    """Count searches of visitors; people who work in the admin search to try things out."""
    from search.query_log.entries import count_served

    if not hasattr(response, "search_entry"):
        return
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return
    count_served(request, response)


def _count_embed(request: Any, response: Any, **_signal: Any) -> None:
    """Count cards shown on other sites, from the cache or not."""
    from api.embeds.counting import COUNTER, origin_of

    code = getattr(response, "embedded_code", "")
    if code and request.method == "GET" and (origin := origin_of(request)):
        COUNTER.count(origin, code)
