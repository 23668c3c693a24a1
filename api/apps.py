"""The public read API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """No models."""

    name = "api"
    verbose_name = "API"
