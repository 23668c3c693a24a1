"""Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """See design: one room, one app."""

    name = "search"
    verbose_name = _("Tìm kiếm")
