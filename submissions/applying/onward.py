"""Leading on: to where something is still to do, or to the site that takes the application."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.addresses import local
from services_catalogue.models import ServicePage
from services_catalogue.starting import start
from submissions.applying.application import Application, private, service_page, with_application
from submissions.applying.chosen_case import cases_of
from submissions.applying.draft_cookie import start_path
from submissions.backends.connected import deep_link


@require_safe
@with_application
def go_on(request: HttpRequest, application: Application) -> HttpResponseBase:
    """Lead to the first page where something is still to do."""
    return HttpResponseRedirect(local(application.unfinished().path))


@require_safe
@private
def leave_for_other_site(request: HttpRequest, code: str) -> HttpResponseBase:
    """Lead to the other site with signed parameters, now: they are believed for an hour only."""
    page = service_page(request, code)
    if not isinstance(page, ServicePage):
        return page
    _cases, chosen = cases_of(page, request)
    way = start(page, chosen)
    if way.kind != "leads_elsewhere":
        return HttpResponseRedirect(local(start_path(page.code)))
    url = deep_link(way.url, service_code=page.code, case=chosen, now=timezone.now())
    return HttpResponseRedirect(url)
