"""Setting the second step up, renewing it, and turning it off."""

from __future__ import annotations

from typing import Any

import django_otp
import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import RedirectURLMixin
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from wagtail.admin.auth import require_admin_access

from accounts import audit
from accounts.second_step import devices
from accounts.second_step.forms import CodeForm, SetUpForm

_SHOW_CODES = "show_recovery_codes"
_guarded = [never_cache, require_admin_access, sensitive_post_parameters("code")]


@method_decorator(_guarded, name="dispatch")
class SetUpView(RedirectURLMixin, FormView):
    """Scan, type the first code, done. Also replaces an authenticator by a new one."""

    template_name = "accounts/set_up.html"
    form_class = SetUpForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever has an authenticator proves it before another takes its place."""
        if devices.has_device(request.user) and not request.user.is_verified():  # type: ignore[union-attr]
            return redirect("second_step_again")
        self.new = devices.unconfirmed(request.user)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form checks the new one."""
        return super().get_form_kwargs() | {"new": self.new}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What to scan, or to type where there is no camera."""
        picture = segno.make(self.new.config_url, error="m").svg_data_uri(scale=5, border=2)
        more = {
            "picture": picture,
            "secret": devices.secret_of(self.new),
            "required": settings.REQUIRE_2FA and not devices.has_device(self.request.user),
            "next": self.get_redirect_url(),
        }
        return super().get_context_data(**kwargs) | more

    def form_valid(self, form: SetUpForm) -> HttpResponse:
        """Confirm it, and show the recovery codes once."""
        devices.confirm(self.new)
        django_otp.login(self.request, self.new)
        audit.record(audit.SET_UP, self.request.user, by=self.request.user)
        self.request.session[_SHOW_CODES] = True
        return redirect("second_step_codes")


@never_cache
@require_admin_access
def codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes, once after they were made."""
    if not request.session.pop(_SHOW_CODES, False):
        return redirect("second_step_manage")
    return TemplateResponse(
        request, "accounts/codes.html", {"codes": devices.recovery_codes(request.user)}
    )


@method_decorator(_guarded, name="dispatch")
class ManageView(FormView):
    """One's own second step: how it stands, new codes, off."""

    template_name = "accounts/manage.html"
    form_class = CodeForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Each change takes a code: a session left open must not be enough."""
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """How it stands."""
        user = self.request.user
        return super().get_context_data(**kwargs) | {
            "on": devices.has_device(user),
            "left": len(devices.recovery_codes(user)),
            "required": settings.REQUIRE_2FA,
        }

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """Do what the button says."""
        user = self.request.user
        if "codes" in self.request.POST:
            devices.renew_codes(user)
            audit.record(audit.CODES, user, by=user)
            self.request.session[_SHOW_CODES] = True
            return redirect("second_step_codes")
        if "off" in self.request.POST and not settings.REQUIRE_2FA:
            devices.forget(user)
            audit.record(audit.OFF, user, by=user)
            messages.success(self.request, _("Đã tắt xác nhận hai bước."))
        return redirect(reverse("second_step_manage"))
