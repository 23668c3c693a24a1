"""The composition root as a Django app: it carries the commands that span all rooms."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Nobody imports this room."""

    name = "portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        """Empty the page cache whenever something that visitors see has changed."""
        from core.publishing import on_change, watch
        from portal.page_cache import start_new_generation
        from services_catalogue.models import Agency, Field, LifeEvent, OpeningPeriod

        on_change(start_new_generation)
        watch(Agency, OpeningPeriod, Field, LifeEvent)
