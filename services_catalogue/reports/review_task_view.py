"""One review task: what changed, the way to the edit form, and "không phải sửa" with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from services_catalogue.desk.places import edit_url
from services_catalogue.law.tasks import close_untouched
from services_catalogue.models import ReviewTask
from services_catalogue.reports.scoped import ScopedReport


class UntouchedForm(forms.Form):
    """Why the service stays as it is."""

    reason = forms.CharField(
        label=gettext_lazy("Vì sao không phải sửa?"),
        max_length=2000,
        min_length=10,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Viết để người sau hiểu: điều nào của văn bản đổi, vì sao dịch vụ không đổi theo."
        ),
    )


class ReviewTaskView(ScopedReport, WagtailAdminTemplateMixin, FormView):
    """Shown and closed by those in whose reach the service is; 404 for everybody else."""

    form_class = UntouchedForm
    template_name = "services_catalogue/admin/review_task.html"
    page_title = gettext_lazy("Xem lại vì văn bản thay đổi")
    header_icon = "warning"

    @cached_property
    def task(self) -> ReviewTask:
        """The task, if its service is in reach."""
        tasks = ReviewTask.objects.select_related("service", "opened_by", "closed_by")
        task = tasks.filter(pk=self.kwargs["pk"]).first()
        if task is None or not self.scope.holds(task.service):
            raise Http404("no such task in reach")
        return task

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The task and where it is done."""
        context = super().get_context_data(**kwargs)
        return context | {
            "task": self.task,
            "edit_url": edit_url(self.task.service_id, "legal_bases"),
            "is_open": self.task.state == ReviewTask.State.OPEN,
        }

    def get_page_subtitle(self) -> str:
        """The service."""
        return self.task.service.title

    def form_valid(self, form: UntouchedForm) -> HttpResponse:
        """Close it and go back to the list of tasks."""
        if close_untouched(self.task, self.request.user, form.cleaned_data["reason"]):
            messages.success(self.request, _("Đã ghi: không phải sửa “%(page)s”.") % {"page": self.task.service.title})  # fmt: skip
        else:
            messages.warning(self.request, _("Việc này đã xong từ trước."))
        return redirect("review_tasks")
