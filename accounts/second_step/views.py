"""Giving the code: after the password, or in a session that has not given one yet."""

from __future__ import annotations

from typing import Any

import django_otp
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_lockout_response
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, signals
from django.contrib.auth.views import RedirectURLMixin
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from django_otp.plugins.otp_static.models import StaticDevice

from accounts import audit
from accounts.second_step import waiting
from accounts.second_step.forms import CodeForm


@method_decorator([never_cache, sensitive_post_parameters("code")], name="dispatch")
class CodeView(RedirectURLMixin, FormView):
    """The page between password and admin."""

    template_name = "accounts/code.html"
    form_class = CodeForm
    #: Whether the person has a session already.
    again = False
    person: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for somebody whose password was right; within the limits of guessing."""
        self.person = self._who()
        if self.person is None:
            messages.error(request, _("Đã quá lâu. Hãy nhập lại tên đăng nhập và mật khẩu."))
            return redirect("wagtailadmin_login")
        if settings.AXES_ENABLED and not AxesProxyHandler.is_allowed(request, self._credentials()):
            return get_lockout_response(request, credentials=self._credentials())
        return super().dispatch(request, *args, **kwargs)

    def _who(self) -> Any | None:
        if not self.again:
            return waiting.who(self.request)
        user = self.request.user
        return user if user.is_authenticated else None

    def _credentials(self) -> dict[str, str]:
        return {"username": self.person.get_username(), "step": "code"}

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form knows whose code it asks for."""
        return super().get_form_kwargs() | {"user": self.person}

    def get_default_redirect_url(self) -> str:
        """The desk."""
        return reverse("wagtailadmin_home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Where to go on."""
        return super().get_context_data(**kwargs) | {"next": self.get_redirect_url()}

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        """Count the guess like a wrong password."""
        if form.data.get("code", "").strip():
            signals.user_login_failed.send(
                sender=__name__, credentials=self._credentials(), request=self.request
            )
        return super().form_invalid(form)

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """Let the person in."""
        recovery = isinstance(form.device, StaticDevice)
        if not self.again:
            remember = waiting.end(self.request)
            self.request.login_way = "password and code"  # type: ignore[attr-defined]
            login(self.request, self.person, backend=self.person.backend)
            self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if remember else 0)
        django_otp.login(self.request, form.device)
        if recovery:
            audit.record(audit.RECOVERED, self.person, by=self.person)
            left = form.device.token_set.count()  # type: ignore[union-attr]
            messages.warning(
                self.request,
                _("Bạn đã dùng một mã dự phòng, còn %(left)s mã.") % {"left": left},
            )
        return super().form_valid(form)
