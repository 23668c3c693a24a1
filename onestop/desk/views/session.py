"""Logging in and out, and what is shown when a session is over."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters

from onestop.desk.forms import LogInForm
from onestop.desk.pages import page

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
        minutes = settings.SESSION_COOKIE_AGE // 60
        return {**super().get_context_data(**kwargs), "session_minutes": minutes}


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
