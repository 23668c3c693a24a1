"""Reads of services that span tables, each in a fixed number of queries."""

from __future__ import annotations

import re

from django.db.models import QuerySet

from services_catalogue.models import ServicePage
from services_catalogue.vocabulary import INTERNAL_CODE_PREFIXES

_CODE = re.compile(r"(\d)\.?(\d{6})")


def base_code(text: str) -> str | None:
    """The code within a variant: "1.001193.H49", "1001193" and "tt 1.001193" give "1.001193"."""
    found = _CODE.search(text)
    return f"{found[1]}.{found[2]}" if found else None


def published(language: str = "vi") -> QuerySet[ServicePage]:
    """What anyone may read: live, with a code, behind no restriction, no internal procedure."""
    services = ServicePage.objects.live().public().filter(content_language=language)
    services = services.exclude(code="")
    for prefix in INTERNAL_CODE_PREFIXES:
        services = services.exclude(code__startswith=prefix)
    return services


def by_code(
    text: str, services: QuerySet[ServicePage] | None = None, *, language: str = "vi"
) -> ServicePage | None:
    """The service with this code, or with the base code of this variant; None when there is none."""
    among = (services if services is not None else ServicePage.objects.all()).filter(
        content_language=language
    )
    code = text.strip()
    found = among.filter(code=code).first()
    if found is None and (base := base_code(code)) and base != code:
        found = among.filter(code=base).first()
    return found


def with_facts(services: QuerySet[ServicePage]) -> QuerySet[ServicePage]:
    """Bring what the short facts need (time, fee, agency, field)."""
    return services.select_related("field", "locale").prefetch_related(
        "channels__time_limits__fees", "service_agencies__agency"
    )


def with_parts(services: QuerySet[ServicePage]) -> QuerySet[ServicePage]:
    """Bring every part of a service."""
    return with_facts(services).prefetch_related(
        "steps",
        "requirements",
        "outputs",
        "cases__documents__form_file",
        "legal_bases",
        "related_services",
        "targets",
        "life_events",
    )
