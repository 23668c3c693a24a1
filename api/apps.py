"""The public read API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """No pages of its own; follows the catalogue's changes."""

    name = "api"
    verbose_name = "API"

    def ready(self) -> None:
        """Build the files of the whole catalogue anew after changes."""
        from api.dumps.rebuilding import rebuild_soon
        from api.embeds import incoming
        from services_catalogue.change_recording import changes_recorded

        incoming.add()
        changes_recorded.connect(rebuild_soon, dispatch_uid="rebuild-dumps")
