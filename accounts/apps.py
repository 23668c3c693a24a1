"""Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Listens for people who come, go, and lose a role."""

    name = "accounts"
    verbose_name = _("Người dùng")

    def ready(self) -> None:
        """Listen from the start."""
        from accounts import audit, sessions

        audit.connect()
        sessions.connect()
