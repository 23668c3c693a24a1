"""Gives a service a popular name from the words of a query that did not find it.

The name goes into a new revision: live at once for those who publish, on the road of the workflow
for the others.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page, WorkflowState
from wagtail.permissions import policy_registry

from search.query_log.kept import keep
from search.query_log.scrubbing import LONGEST, scrub
from search.text import keys
from services_catalogue.models import ServicePage


class PopularNameForm(forms.Form):
    """Which service, and how people call it."""

    service: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("Dịch vụ"),
        queryset=ServicePage.objects.all(),
        widget=AdminPageChooser(target_models=[ServicePage]),
    )
    name = forms.CharField(
        label=gettext_lazy("Tên thường gọi"),
        max_length=LONGEST,
        help_text=gettext_lazy("Đúng như người dân gõ. Bỏ những chữ thừa."),
    )

    def clean_name(self) -> str:
        """A name is one line and tells of nobody."""
        name = " ".join(self.cleaned_data["name"].split())
        if not scrub(name):
            raise ValidationError(_("Không ghi tên người, số giấy tờ hay số điện thoại."))
        return name


class PopularNameView(WagtailAdminTemplateMixin, FormView):
    """The form: ``?q=`` is the failed query, ``?code=`` the service that people chose most for it."""

    form_class = PopularNameForm
    template_name = "wagtailadmin/generic/form.html"
    page_title = gettext_lazy("Thêm tên thường gọi cho dịch vụ")
    header_icon = "clipboard-list"

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """For people who may edit pages."""
        if not policy_registry.get_by_type(Page).user_has_permission(request.user, "change"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """What the report knows."""
        asked = self.request.GET.get("q", "")[:LONGEST]
        code = self.request.GET.get("code", "")
        service = ServicePage.objects.filter(code=code, live=True).first() if code else None
        return {"name": asked, "service": service.pk if service else None}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What Wagtail's form template needs."""
        context = super().get_context_data(**kwargs)
        context["action_url"] = self.request.get_full_path()
        context["submit_button_label"] = _("Thêm tên")
        context["submit_button_active_label"] = _("Đang thêm…")
        context["media"] = context["form"].media
        return context

    def form_valid(self, form: PopularNameForm) -> HttpResponse:
        """Add the name, keep the query, and go back to the report."""
        service, name = form.cleaned_data["service"], form.cleaned_data["name"]
        permissions = service.permissions_for_user(self.request.user)
        if not permissions.can_edit() or permissions.page_locked():
            form.add_error("service", _("Bạn không sửa được dịch vụ này lúc này."))
            return self.form_invalid(form)
        try:
            said = add_popular_name(service, name, self.request.user)
        except ValidationError as problem:
            form.add_error("service", problem.messages)
            return self.form_invalid(form)
        messages.success(
            self.request,
            said,
            buttons=[
                messages.button(reverse("wagtailadmin_pages:edit", args=[service.pk]), _("Xem"))
            ],
        )
        asked = self.request.GET.get("q") or name
        keep(asked, [service.code], "popular_name", user=self.request.user)
        return redirect("search_report")


def add_popular_name(service: ServicePage, name: str, user: Any) -> str:
    """Add ``name`` to the newest draft of ``service``; what was done, in words for the editor.

    Raises ValidationError when the draft as it stands cannot be saved.
    """
    draft = service.get_latest_revision_as_object()
    known = draft.popular_names.splitlines()
    if any(keys(one) == keys(name) for one in known):
        return _("“%(page)s” đã có tên này.") % {"page": draft.title}
    untouched = not service.has_unpublished_changes
    draft.popular_names = "\n".join([*(one for one in known if one.strip()), name])
    draft.full_clean()
    revision = draft.save_revision(user=user, log_action=True)
    # Publishing would carry along what somebody else is still writing.
    if untouched and service.permissions_for_user(user).can_publish():
        revision.publish(user=user)
        return _("Đã thêm tên vào “%(page)s” và xuất bản.") % {"page": draft.title}
    if _submit(Page.objects.get(pk=service.pk).specific, user):
        return _("Đã thêm tên vào “%(page)s” và gửi duyệt.") % {"page": draft.title}
    return _("Đã thêm tên vào bản nháp của “%(page)s”.") % {"page": draft.title}


def _submit(page: Any, user: Any) -> bool:
    """Put ``page`` on the road of its workflow; False when it has none or ``user`` publishes."""
    permissions = page.permissions_for_user(user)
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        return True
    if permissions.can_publish() or not page.get_workflow():
        return False
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    else:
        page.get_workflow().start(page, user)
    return True
