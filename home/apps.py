"""Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """See design: one room, one app."""

    name = "home"
    verbose_name = _("Trang chủ và hướng dẫn")

    def ready(self) -> None:
        """Put what did not help and what people told they need on the desks."""
        from home import incoming_links
        from home.feedback_on_desk import add
        from home.told_needs_admin import SOURCE
        from services_catalogue.desk.sources import register

        add()
        register(SOURCE)
        incoming_links.add()
