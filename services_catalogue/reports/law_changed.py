"""The form "Văn bản đã thay đổi": one task for each service in reach that cites the document."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput

from services_catalogue.law.finding import Law, meant
from services_catalogue.law.tasks import open_tasks
from services_catalogue.reports.scoped import ScopedReport
from services_catalogue.units.scope import MODERATING

#: Days that editors get when nobody says otherwise.
USUAL = 14


class LawChangedForm(forms.Form):
    """What changed, and until when the services must have been looked at."""

    laws = forms.MultipleChoiceField(
        label=gettext_lazy("Văn bản đã thay đổi"), widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=gettext_lazy("Thay đổi gì?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Văn bản nào thay thế, từ ngày nào, phần nào của dịch vụ phải xem."),
    )
    due_on = forms.DateField(label=gettext_lazy("Hạn xem lại"), widget=AdminDateInput)

    def __init__(self, *args: Any, laws: list[Law], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["laws"].choices = [  # type: ignore[attr-defined]
            (
                one.law,
                ngettext("%(law)s: %(count)s dịch vụ", "%(law)s: %(count)s dịch vụ", one.services)
                % {"law": one.written, "count": one.services},
            )
            for one in laws
        ]

    def clean_due_on(self) -> Any:
        """A day that can still be kept."""
        day = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise ValidationError(_("Chọn ngày từ hôm nay trở đi."))
        return day


class LawChangedView(ScopedReport, WagtailAdminTemplateMixin, FormView):
    """For those who moderate; their reach decides which services get a task."""

    roles = MODERATING
    form_class = LawChangedForm
    template_name = "wagtailadmin/generic/form.html"
    page_title = gettext_lazy("Văn bản đã thay đổi")
    header_icon = "warning"

    @cached_property
    def laws(self) -> list[Law]:
        """The documents that the address may mean."""
        return meant(self.request.GET.get("van_ban", ""), self.scope)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The documents to choose from; 404 when nothing in reach cites any."""
        if not self.laws:
            raise Http404("no service in reach cites this")
        return super().get_form_kwargs() | {"laws": self.laws}

    def get_initial(self) -> dict[str, Any]:
        """Chosen when it is clear which; two weeks."""
        chosen = [self.laws[0].law] if len(self.laws) == 1 else []
        return {"laws": chosen, "due_on": timezone.localdate() + timedelta(days=USUAL)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What Wagtail's form template needs."""
        context = super().get_context_data(**kwargs)
        context["action_url"] = self.request.get_full_path()
        context["submit_button_label"] = _("Giao việc xem lại")
        context["submit_button_active_label"] = _("Đang giao…")
        context["media"] = context["form"].media
        return context

    def form_valid(self, form: LawChangedForm) -> HttpResponse:
        """Open the tasks and go back to the list."""
        chosen = form.cleaned_data["laws"]
        new = open_tasks(
            chosen,
            self.scope,
            note=form.cleaned_data["note"],
            due_on=form.cleaned_data["due_on"],
            opened_by=self.request.user,
        )
        messages.success(
            self.request,
            ngettext(
                "Đã giao xem lại %(count)s dịch vụ.", "Đã giao xem lại %(count)s dịch vụ.", new
            )
            % {"count": new},
        )
        return redirect(f"{reverse('law_services')}?{urlencode({'van_ban': chosen[0]})}")
