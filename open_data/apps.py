"""The room of public figures: how long services really take, and what they save."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpenDataConfig(AppConfig):
    """Figures of performance, read from the processing backend."""

    name = "open_data"
    verbose_name = _("Số liệu công khai")

    def ready(self) -> None:
        """Let service pages show how long their applicants really waited."""
        from open_data.waiting import real_wait
        from services_catalogue.waiting import tell_real_waits_by

        tell_real_waits_by(real_wait)
