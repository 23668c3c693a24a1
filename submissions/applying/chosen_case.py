"""The case that a visitor chose on the start page."""

from __future__ import annotations

from django.http import HttpRequest

from services_catalogue import checklist
from services_catalogue.loading import load_parts
from services_catalogue.models import ServicePage


def cases_of(page: ServicePage, request: HttpRequest) -> tuple[list[checklist.CaseView], str]:
    """The cases, one of them open, and the name of that one as targets and forms know it."""
    load_parts(page)
    cases = checklist.cases(page, request.POST.get("th") or request.GET.get("th", ""))
    chosen = next((one for one in cases if one.open), None)
    return cases, chosen.name if chosen and chosen.named else ""
