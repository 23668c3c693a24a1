"""Django app of this room; connects the publish signals."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """What every page shares."""

    name = "core"
    verbose_name = _("Phần dùng chung")

    def ready(self) -> None:
        """Listen to Wagtail's publish signals from the start."""
        from core import publishing

        publishing.connect()
