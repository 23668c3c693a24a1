"""Nobody works with a password alone who has, or must have, a second step."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from accounts.second_step.policy import Step, missing_step

#: What the pages of the steps themselves need.
_OPEN = {
    *("wagtailadmin_login", "wagtailadmin_logout", "second_step", "wagtailadmin_sprite"),
    *("wagtailadmin_javascript_catalog", "second_step_again"),
}


class SecondStepMiddleware:
    """In the admin, leads to the missing step; elsewhere the person is a visitor until then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look only at requests with a session."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            step = missing_step(request)
            if step is not None:
                if not request.path.startswith(reverse("wagtailadmin_home")):
                    request.user = AnonymousUser()
                elif not _is_open(request.path_info, step):
                    return _lead_to(request, step)
        return self.get_response(request)


def _is_open(path: str, step: Step) -> bool:
    try:
        name = resolve(path).url_name
    except Resolver404:
        return False
    return name in _OPEN or name == step.value


def _lead_to(request: HttpRequest, step: Step) -> HttpResponse:
    address = reverse(step.value)
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"error": "second step", "url": address}, status=403)
    if request.method == "GET":
        address += "?" + urlencode({"next": request.get_full_path()})
    return redirect(address)
