"""Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesCatalogueConfig(AppConfig):
    """Listens for whatever alters a public record."""

    name = "services_catalogue"
    verbose_name = _("Danh mục dịch vụ")

    def ready(self) -> None:
        """Record changes from the start."""
        from services_catalogue import change_signals

        change_signals.connect()
