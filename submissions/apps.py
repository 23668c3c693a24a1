"""The room of applications: forms, drafts, hand-over to the processing backend, following."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    """Applications that people make on the portal itself."""

    name = "submissions"
    verbose_name = _("Hồ sơ trực tuyến")

    def ready(self) -> None:
        """Make start buttons honest, announce pauses at once, freeze forms when they are published."""
        from wagtail.permissions import register_permission_policy

        from core.block_guide.groups import Group, add_group
        from core.publishing import watch
        from services_catalogue.starting import register_gate
        from submissions import preflight_rules
        from submissions.admin.form_policy import FormPolicy
        from submissions.drift_on_desk import add
        from submissions.forms import incoming
        from submissions.forms.blocks.body import Questions
        from submissions.forms.publishing import connect
        from submissions.models import FormDefinition, PlannedDowntime
        from submissions.start_gate import start_gate

        register_permission_policy(FormDefinition, FormPolicy(FormDefinition))
        register_gate(start_gate)
        preflight_rules.add()
        watch(PlannedDowntime)
        connect()
        add()
        incoming.add()
        where = _("Dùng trong Biểu mẫu điện tử, trong từng phần.")
        add_group(Group(_("Câu hỏi của biểu mẫu"), where, Questions()))
