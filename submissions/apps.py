"""The room of applications: forms, drafts, hand-over to the processing backend, following."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    """Applications that people make on the portal itself."""

    name = "submissions"
    verbose_name = _("Hồ sơ trực tuyến")
