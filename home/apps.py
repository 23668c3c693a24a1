"""Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """See design: one room, one app."""

    name = "home"
    verbose_name = _("Trang chủ và hướng dẫn")

    def ready(self) -> None:
        """Put what did not help on the desks."""
        from home.feedback_on_desk import add

        add()
