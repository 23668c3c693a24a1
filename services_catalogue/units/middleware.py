"""Each request to the admin asks whether the roles are still there with which the session began."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import structlog
from django.contrib.auth import SESSION_KEY, logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from wagtail.admin.auth import permission_denied, reject_request

from services_catalogue.models import UnitMembership
from services_catalogue.units.gate import closed_to
from services_catalogue.units.onlooker import looking

log = structlog.get_logger(__name__)

_KEY = "roles"


class UnitPeopleMiddleware:
    """Logs people out who lost a role, and says for whom the admin is rendered.

    Rights are read anew at every request, so a lost role gives nothing from that moment. The session
    ends besides: what stands open in the browser is somebody's who is no longer meant to have it. A
    role that ends by its date ends the session all the same, which no signal would notice.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or lead to the log-in form."""
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return self.get_response(request)
        user: Any = request.user
        if not user.is_authenticated:
            if SESSION_KEY in request.session:  # whose account was closed meanwhile
                logout(request)
            return self.get_response(request)
        now = roles_of(user)
        before = request.session.get(_KEY)
        if before is not None and not set(before) <= now:
            log.info("session.role_lost", user=user.pk)
            logout(request)
            return _refuse(request)
        if before is None or set(before) != now:
            request.session[_KEY] = sorted(now)
        with looking(user):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Refuse an address that names something out of reach, before its view runs."""
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        match = request.resolver_match
        if not request.user.is_authenticated or not match or not closed_to(request.user, match):
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return HttpResponse(status=403)
        return permission_denied(request)


def roles_of(user: Any) -> set[str]:
    """Everything that gives this person rights: groups, memberships of today, being administrator."""
    groups = {f"group {pk}" for pk in user.groups.values_list("pk", flat=True)}
    members = UnitMembership.objects.current().filter(user=user)
    units = {f"unit {pk} {role}" for pk, role in members.values_list("agency_id", "role")}
    return groups | units | ({"administrator"} if user.is_superuser else set())


def _refuse(request: HttpRequest) -> HttpResponseBase:
    try:
        return reject_request(request)
    except PermissionDenied:  # what a script asked for cannot follow to a form
        return HttpResponse(status=403)
