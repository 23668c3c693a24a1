"""The services that a list in the admin shows: its search and filters again, within a person's reach."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict

from core.finding.reading import found
from services_catalogue.models import ServicePage
from services_catalogue.service_listing import CODE_QUERY, ServiceFilterSet
from services_catalogue.units.scope import scope_of


def listed(query: QueryDict, request: Any) -> QuerySet[ServicePage]:
    """What the list of services shows for the parameters ``query``, in the order of codes."""
    services = scope_of(request.user).services().filter(content_language="vi")
    filters = ServiceFilterSet(query, queryset=services, request=request)
    services = filters.qs if filters.is_valid() else services.none()
    typed = query.get("q", "").strip()
    if typed:
        by_words = found(ServicePage.objects.all(), typed).order_by().values("pk")
        code = CODE_QUERY.fullmatch(typed)
        wanted = Q(pk__in=by_words)
        services = services.filter(wanted | Q(code__icontains=code[1]) if code else wanted)
    return services.order_by("code", "pk")
