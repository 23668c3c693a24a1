"""Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    """See design: one room, one app."""

    name = "news"
    verbose_name = _("Tin tức")
