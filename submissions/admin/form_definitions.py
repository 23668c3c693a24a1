"""Form definitions in the admin: listed, found, edited with a preview, and moderated."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from services_catalogue.units.instance_views import InstanceCheckedChooser, InstanceCheckedViews
from services_catalogue.workflow.unit_step import follow_own_edit
from submissions.models import FormDefinition


class FormDefinitionFilterSet(WagtailFilterSet):
    """Narrow the list by what is published."""

    class Meta:
        model = FormDefinition
        fields = ["live", "has_unpublished_changes"]


class FormDefinitionEditView(EditView):
    """Approving from the editor ends the step."""

    def workflow_action_action(self) -> Any:
        """Approve what this request has just saved.

        Wagtail saves a revision of a snippet before every action. Without this the approval would be
        of the revision before, and the step would begin again for the new one, for ever.
        """
        state = self.object.current_workflow_task_state
        if self.workflow_action == "approve" and state is not None:
            follow_own_edit(state, self.request.user)
        return super().workflow_action_action()

    def get_success_message(self, instance: Any = None) -> Any:
        """What was done, when it was more than saving."""
        said = {
            "submit": _("Đã gửi duyệt biểu mẫu “%(name)s”."),
            "approve": _("Đã duyệt biểu mẫu “%(name)s”."),
            "reject": _("Đã yêu cầu sửa biểu mẫu “%(name)s”."),
        }
        done = self.workflow_action if self.action == "workflow-action" else self.action
        if done not in said:
            return super().get_success_message(instance)
        return said[done] % {"name": instance or self.object}


class FormDefinitionViewSet(InstanceCheckedViews, SnippetViewSet):
    """The menu entry "Biểu mẫu điện tử"."""

    model = FormDefinition
    edit_view_class = FormDefinitionEditView
    chooser_viewset_class = InstanceCheckedChooser
    icon = "form"
    menu_label = _("Biểu mẫu điện tử")
    menu_name = "form-definitions"
    menu_order = 160
    add_to_admin_menu = True
    list_display = [
        "name",
        Column("services_text", label=_("Dùng cho")),
        Column("version_text", label=_("Phiên bản")),
        LiveStatusTagColumn(),
        UpdatedAtColumn(),
    ]
    list_per_page = 50
    filterset_class = FormDefinitionFilterSet
    ordering = ["name"]

    def get_queryset(self, request):
        """With what the columns show, in two queries more."""
        return super().get_queryset(request).prefetch_related("uses__service", "versions")
