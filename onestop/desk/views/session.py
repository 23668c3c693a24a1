"""Logging in and out, and what is shown when a session is over."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters

from onestop.desk.access import officers_only
from onestop.desk.forms import LogInForm, PasswordForm
from onestop.desk.pages import frame, page

no_store = method_decorator(cache_control(private=True, no_store=True), "dispatch")


@no_store
@method_decorator(sensitive_post_parameters("password"), "dispatch")
class LogIn(LoginView):
    """One log-in for each officer; too many wrong passwords shut it for a while (axes)."""

    template_name = "onestop/desk/log_in.html"
    authentication_form = LogInForm
    next_page = "desk:queue"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the frame's time-out."""
        return {**super().get_context_data(**kwargs), **frame(self.request)}


class ChangePassword(PasswordChangeView):
    """An officer's new password; the other sessions of the old one end."""

    template_name = "onestop/desk/password.html"
    form_class = PasswordForm
    success_url = reverse_lazy("desk:queue")

    @method_decorator(sensitive_post_parameters())
    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """For officers alone."""
        return officers_only(super().dispatch)(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what the frame needs."""
        return {**super().get_context_data(**kwargs), **frame(self.request)}

    def form_valid(self, form: Any) -> Any:
        """Say that it is done."""
        messages.success(self.request, "Đã đổi mật khẩu.", extra_tags="done")
        return super().form_valid(form)


@no_store
class LogOut(LogoutView):
    """The session ends here, on the server."""

    next_page = "desk:log_in"


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """What axes answers after too many wrong passwords: 429."""
    minutes = round(float(settings.AXES_COOLOFF_TIME) * 60)
    context = {"locked_out": True, "cooloff_minutes": minutes}
    response = page(request, "log_in.html", context, status=429)
    response.headers["Retry-After"] = str(minutes * 60)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page stood open until its session was over, or was sent by another site."""
    response = page(request, "session_over.html", {}, status=403)
    response.headers["Cache-Control"] = "private, no-store"
    return response
