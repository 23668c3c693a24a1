"""Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """See design: one room, one app."""

    name = "accounts"
    verbose_name = _("Người dùng")
