"""Life events: the list, and the services that one takes."""

from __future__ import annotations

from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.paging import paged
from search.engines import SearchUnavailable
from services_catalogue import life_event_services
from services_catalogue.browsing import kept_when_whole
from services_catalogue.live_counts import with_counts
from services_catalogue.models import LifeEvent
from services_catalogue.vocabulary import Audience

log = structlog.get_logger(__name__)

#: Services on one page of a life event.
SERVICES = 30


@require_safe
def life_events(request: HttpRequest) -> HttpResponse:
    """Life events of citizens and of businesses, with the number of services of each."""
    events = with_counts(LifeEvent.objects.all())
    context = {
        "title": _("Dịch vụ theo việc trong đời"),
        "description": _("Chọn chuyện đang diễn ra để xem những việc cần làm."),
        "groups": [
            {"audience": audience, "events": [one for one in events if one.audience == audience]}
            for audience in (Audience.CITIZEN, Audience.BUSINESS, Audience.ORGANISATION)
        ],
    }
    return render(request, "services_catalogue/life_events.html", context)


@require_safe
def life_event(request: HttpRequest, slug: str) -> HttpResponse:
    """The services that an event takes, by field, or those of one field (?field=)."""
    one = get_object_or_404(LifeEvent, slug=slug)
    context: dict[str, Any] = {
        "event": one,
        "title": one.name,
        "description": one.description,
        "trail": [{"title": _("Việc trong đời"), "url": "/su-kien/"}],
    }
    try:
        documents = life_event_services.services_of(slug)
    except SearchUnavailable as problem:
        log.error("life_event_unavailable", reason=str(problem))
        documents, context["unavailable"] = [], True
    shares = life_event_services.fields_of(documents)
    chosen = next((share for share in shares if share.slug == request.GET.get("field")), None)
    if chosen:
        documents = [one for one in documents if one.field and one.field.value == chosen.slug]
    shown, pages = paged(request, documents, SERVICES)
    context |= {
        "fields": shares,
        "chosen": chosen,
        "total": sum(share.count for share in shares),
        "groups": life_event_services.by_field(shown),
        "pages": pages,
    }
    return kept_when_whole(render(request, "services_catalogue/life_event.html", context), context)
