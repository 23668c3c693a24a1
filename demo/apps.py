"""The demo catalogue as a Django app: only its command, no models."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Loads the demo catalogue."""

    name = "demo"
    verbose_name = "Demo"
