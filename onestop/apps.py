"""The reference processing backend."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OnestopConfig(AppConfig):
    """Dossiers, their officers and the Dossier API."""

    name = "onestop"
    verbose_name = "Một cửa"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the triggers back after every migration: a table that SQLite rebuilds loses its own."""
        from onestop.triggers import install_triggers

        post_migrate.connect(install_triggers, sender=self, dispatch_uid="onestop.triggers")
