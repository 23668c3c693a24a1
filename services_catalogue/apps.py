"""Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesCatalogueConfig(AppConfig):
    """See design: one room, one app."""

    name = "services_catalogue"
    verbose_name = _("Danh mục dịch vụ")
