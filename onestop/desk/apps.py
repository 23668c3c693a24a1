"""The officers' desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages for officers, and the letters they send."""

    name = "onestop.desk"
    label = "desk"
    verbose_name = "Bàn làm việc một cửa"
    default_auto_field = "django.db.models.BigAutoField"
