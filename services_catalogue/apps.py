"""Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesCatalogueConfig(AppConfig):
    """Listens for whatever alters a public record."""

    name = "services_catalogue"
    verbose_name = _("Danh mục dịch vụ")

    def ready(self) -> None:
        """Record changes from the start."""
        from services_catalogue import change_signals
        from services_catalogue.desk import of_catalogue
        from services_catalogue.incoming_links import of_catalogue as links_of_catalogue
        from services_catalogue.law import listening
        from services_catalogue.link_check import broken
        from services_catalogue.link_check import listening as link_listening
        from services_catalogue.preflight import after_saving, catalogue_rules, on_desk
        from services_catalogue.units import policies
        from services_catalogue.workflow import signals as workflow_signals

        change_signals.connect()
        links_of_catalogue.add()
        listening.connect()
        catalogue_rules.add()
        of_catalogue.add()
        after_saving.connect()
        on_desk.add()
        broken.connect()
        link_listening.connect()
        policies.register()
        workflow_signals.connect()
