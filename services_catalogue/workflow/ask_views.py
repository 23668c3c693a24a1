"""In the admin: ask experts about a service, take a link back, send it again."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import WorkflowState

from services_catalogue.models import LegalExpert, ServicePage, WorkflowMail, WorkflowMailKind
from services_catalogue.workflow import legal_requests
from services_catalogue.workflow.deciders import may_decide
from services_catalogue.workflow.forms import AskExpertsForm
from services_catalogue.workflow.standing import experts_of
from services_catalogue.workflow.submitting import submit_change


class AskExpertsView(WagtailAdminTemplateMixin, FormView):
    """Whom to ask about the draft; the mail goes out when the unit has approved."""

    form_class = AskExpertsForm
    template_name = "services_catalogue/admin/ask_experts.html"
    page_title = gettext_lazy("Nhờ kiểm tra pháp lý")
    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For whoever edits the service, or decides on it while it waits."""
        self.service = get_object_or_404(ServicePage, pk=kwargs["pk"])
        permissions = self.service.permissions_for_user(request.user)
        if not permissions.can_edit() or permissions.page_locked():
            raise PermissionDenied
        self.may_submit = (
            permissions.can_submit_for_moderation() and self.service.has_unpublished_changes
        )
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The service."""
        return self.service.get_admin_display_title()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What Wagtail's form template needs, and whether the draft can be submitted at once."""
        context = super().get_context_data(**kwargs)
        return context | {
            "action_url": self.request.path,
            "media": context["form"].media,
            "may_submit": self.may_submit,
            "service": self.service,
            "experts": experts_of(self.service, self.request.user),
            "back": _edit(self.service),
        }

    def form_valid(self, form: AskExpertsForm) -> HttpResponse:
        """Keep the request; submit the draft when that was the button."""
        legal_requests.ask(
            self.service, user=self.request.user, **legal_requests.cleaned(dict(form.data.items()))
        )
        if self.may_submit and "submit" in self.request.POST:
            revision = self.service.latest_revision
            submit_change(self.service, revision, user=self.request.user)
            messages.success(self.request, _("Đã gửi duyệt, kèm kiểm tra pháp lý."))
        else:
            messages.success(self.request, _("Đã ghi yêu cầu kiểm tra pháp lý."))
        return redirect(_edit(self.service))


@require_POST
def change_expert(request: HttpRequest, pk: int, expert: int) -> HttpResponse:
    """Take the link of an expert back, or send its mail again."""
    service = get_object_or_404(ServicePage, pk=pk)
    found = get_object_or_404(
        LegalExpert, pk=expert, request__page=service, request__closed_at=None, revoked_at=None
    )
    if not may_decide(request.user, service):
        raise PermissionDenied
    if "again" in request.POST:
        _send_again(found)
        messages.success(request, _("Thư sẽ được gửi lại cho %(who)s.") % {"who": found.name})
    else:
        legal_requests.revoke(found, user=request.user)
        messages.success(request, _("Đã thu hồi liên kết của %(who)s.") % {"who": found.name})
    return redirect("ask_experts", pk)


def _send_again(expert: LegalExpert) -> None:
    WorkflowMail.objects.filter(
        kind=WorkflowMailKind.INVITATION,
        invitation__expert=expert,
        invitation__answered_at=None,
        task_state__workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
    ).update(done_at=None, failure="", attempts=0, next_attempt_at=timezone.now())


def _edit(service: ServicePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[service.pk])
