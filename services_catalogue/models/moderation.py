"""The steps of the road from draft to published, and when each is due."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.forms import Form
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState, WorkflowState

Action = tuple[str, Any, bool]


class UnitModerationTask(Task):
    """Moderators of the unit that keeps the service decide (workflow/unit_step.py)."""

    days = models.PositiveSmallIntegerField(
        _("hạn duyệt (ngày làm việc)"),
        default=3,
        help_text=_("Gần hạn và quá hạn, cổng nhắc người duyệt; quá hạn lâu thì báo thủ trưởng."),
    )

    admin_form_fields = [*Task.admin_form_fields, "days"]

    class Meta:
        verbose_name = _("Người duyệt của đơn vị phụ trách")
        verbose_name_plural = _("Người duyệt của đơn vị phụ trách")

    @classmethod
    def get_description(cls) -> Any:
        """What an administrator reads where workflows are put together."""
        return _("Người duyệt hoặc thủ trưởng của đơn vị phụ trách dịch vụ quyết định.")

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Begin, with a due date; a lock of somebody who may not decide ends."""
        from services_catalogue.workflow import due_dates, unit_step

        unit_step.unlock(workflow_state.content_object)
        state = super().start(workflow_state, user=user)
        due_dates.begin(state, self.days)
        return state

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **data: Any) -> Any:
        """Approve, send back, or approve and ask for a legal check."""
        from services_catalogue.workflow import unit_step

        return unit_step.act(self, task_state, user, action_name, data, super().on_action)

    def get_actions(self, obj: Page, user: Any) -> list[Action]:
        """What ``user`` may do; nothing for whoever may not decide."""
        from services_catalogue.workflow import unit_step

        return unit_step.actions(obj, user)

    def get_form_for_action(self, action: str) -> type[Form]:
        """The form in the dialogue of an action."""
        from services_catalogue.workflow.forms import form_for

        return form_for(action) or super().get_form_for_action(action)

    def user_can_access_editor(self, obj: Page, user: Any) -> bool:
        """Whoever decides may open the editor."""
        from services_catalogue.workflow.deciders import may_decide

        return may_decide(user, obj)

    def locked_for_user(self, obj: Page, user: Any) -> bool:
        """Only those who decide may change what is being decided."""
        return not self.user_can_access_editor(obj, user)

    def user_can_lock(self, obj: Page, user: Any) -> bool:
        """Those who decide may keep the page to themselves."""
        return self.user_can_access_editor(obj, user)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        """What waits for ``user`` in this step."""
        from services_catalogue.workflow.deciders import states_for

        return states_for(user, self.task_states.all())


class LegalCheckTask(Task):
    """An expert outside reads the revision by a signed link; skipped when nobody asked for it."""

    days = models.PositiveSmallIntegerField(
        _("hạn trả lời (ngày làm việc)"),
        default=5,
        help_text=_("Khi người nhờ không ghi hạn khác."),
    )
    #: The unit has approved this very revision, and its approval was checked (preflight/blocking.py).
    skips_preflight = True

    admin_form_fields = [*Task.admin_form_fields, "days"]

    class Meta:
        verbose_name = _("Kiểm tra pháp lý")
        verbose_name_plural = _("Kiểm tra pháp lý")

    @classmethod
    def get_description(cls) -> Any:
        """What an administrator reads where workflows are put together."""
        return _(
            "Chuyên gia ngoài cơ quan đọc bản xem trước qua liên kết. Bỏ qua khi không ai nhờ."
        )

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Invite the experts, or skip; what the unit has not approved yet goes there first."""
        from services_catalogue.workflow import legal_step

        return legal_step.start(self, workflow_state, user, super().start)

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **data: Any) -> Any:
        """End the waiting; for those who decide on the page of this very step."""
        from services_catalogue.workflow.deciders import require_decider

        require_decider(user, task_state)
        return super().on_action(task_state, user, action_name, **data)

    def get_actions(self, obj: Page, user: Any) -> list[Action]:
        """What the unit's moderators may do while the experts read."""
        from services_catalogue.workflow import legal_step

        return legal_step.actions(obj, user)

    def get_form_for_action(self, action: str) -> type[Form]:
        """The form in the dialogue of an action."""
        from services_catalogue.workflow.forms import reasoned_form_for

        return reasoned_form_for(action) or super().get_form_for_action(action)

    def user_can_access_editor(self, obj: Page, user: Any) -> bool:
        """Whoever decides for the unit may open the editor."""
        from services_catalogue.workflow.deciders import may_decide

        return may_decide(user, obj)

    def locked_for_user(self, obj: Page, user: Any) -> bool:
        """Only they may change it meanwhile, and then the links die."""
        return not self.user_can_access_editor(obj, user)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        """Nothing: it waits for the experts. What is overdue stands on the desk."""
        return TaskState.objects.none()


class WorkflowDue(models.Model):
    """When a step must be done, and who was told of it so far."""

    wagtail_reference_index_ignore = True

    task_state = models.OneToOneField(
        TaskState, on_delete=models.CASCADE, related_name="workflow_due"
    )
    due_on = models.DateField(_("hạn"))
    #: Told that it will be due; that it is overdue; the head, that it is long overdue.
    reminded_at = models.DateTimeField(null=True, blank=True)
    overdue_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("hạn của một bước duyệt")
        indexes = [models.Index(fields=["due_on"], name="workflow_due_on")]

    def __str__(self) -> str:
        return f"{self.task_state_id}: {self.due_on}"
