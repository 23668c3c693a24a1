"""One link: its history, the places that use it, a look at once, and the wish to leave it alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.paging import paged
from services_catalogue.link_check.broken import links_in, uses_in
from services_catalogue.link_check.fetching import look_at
from services_catalogue.link_check.reasons import in_words
from services_catalogue.link_check.report import Scoped, places_of
from services_catalogue.link_check.running import keep
from services_catalogue.models import LinkState, LinkStatus, LinkUse
from services_catalogue.units.scope import MODERATING, scope_of

_LOOKS = 20
_PLACES = 200
#: Seconds that a person waits for a look at the most, and that must lie between two of them.
_SECONDS = 10.0
_AGAIN = timedelta(seconds=20)
#: Longest time for which a link may be left alone.
_YEAR = timedelta(days=366)


class IgnoreForm(forms.Form):
    """Until when, and why."""

    until = forms.DateField(
        label=gettext_lazy("Bỏ qua đến ngày"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Vì sao"),
        max_length=255,
        help_text=gettext_lazy("Ví dụ: trang bảo trì, cơ quan chủ quản đã báo ngày mở lại."),
    )

    def clean_until(self) -> Any:
        """A day to come, within a year."""
        until, today = self.cleaned_data["until"], timezone.localdate()
        if not today < until <= today + _YEAR:
            raise forms.ValidationError(_("Chọn một ngày sau hôm nay, trong vòng một năm."))
        return until


class LinkView(Scoped, WagtailAdminTemplateMixin, TemplateView):
    """GET shows; POST looks again, ignores, or ends that."""

    template_name = "services_catalogue/link_check/link.html"
    page_title = gettext_lazy("Liên kết ra ngoài")
    header_icon = "link"
    http_method_names = ["get", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Links that no page in reach uses are not there."""
        if request.user.is_authenticated:
            within = links_in(scope_of(request.user), request.user)
            self.link = get_object_or_404(within, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    @property
    def may_ignore(self) -> bool:
        """For those who decide on every page that uses it: nobody hides a fault from another unit."""
        reach = scope_of(self.request.user, MODERATING)
        all_uses = LinkUse.objects.filter(link=self.link).count()
        return uses_in(reach, self.request.user).filter(link=self.link).count() == all_uses

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The link with its places and a page of its history."""
        looks, pages = paged(self.request, self.link.checks.all(), _LOOKS)
        for one in looks:
            one.why = in_words(one.reason, one.status)
        places = places_of(self.link, self.scope, self.request.user)
        kwargs.setdefault("form", IgnoreForm())
        return super().get_context_data(
            **kwargs,
            link=self.link,
            why=in_words(self.link.reason, self.link.status),
            is_wrong=self.link.state in (LinkState.BROKEN, LinkState.FAILING),
            is_ignored=bool(
                self.link.ignored_until and self.link.ignored_until >= timezone.localdate()
            ),
            places=places[:_PLACES],
            more_places=max(len(places) - _PLACES, 0),
            looks=looks,
            pages=pages,
            may_ignore=self.may_ignore,
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Back to the report."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("link_report"), "label": self.page_title},
            {"url": "", "label": self.link.host},
        ]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the button says, and show the link again."""
        act = request.POST.get("act", "")
        if act == "check":
            self._look()
        elif act in ("ignore", "heed") and not self.may_ignore:
            raise PermissionDenied
        elif act == "ignore":
            form = IgnoreForm(request.POST)
            if not form.is_valid():
                return self.render_to_response(self.get_context_data(form=form))
            self._set_ignored(form.cleaned_data["until"], form.cleaned_data["reason"])
            messages.success(request, _("Đã bỏ qua liên kết này."))
        elif act == "heed":
            self._set_ignored(None, "")
            messages.success(request, _("Liên kết được theo dõi trở lại."))
        return redirect("link_status", pk=self.link.pk)

    def _look(self) -> None:
        last = self.link.checked_at
        if last and timezone.now() - last < _AGAIN:
            messages.info(self.request, _("Liên kết vừa được kiểm tra. Chờ nửa phút rồi thử lại."))
            return
        outcome = look_at(self.link.url, total=_SECONDS)
        keep(self.link, outcome)
        if outcome.fine:
            messages.success(self.request, _("Liên kết mở được."))
        else:
            messages.warning(self.request, in_words(outcome.reason, outcome.status))

    def _set_ignored(self, until: Any, reason: str) -> None:
        LinkStatus.objects.filter(pk=self.link.pk).update(
            ignored_until=until,
            ignored_reason=reason,
            ignored_by=self.request.user if until else None,
        )
