"""What the front page lists, in few queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from core.addresses import absolute
from core.site_settings import PortalSettings
from news.models import NewsPage
from services_catalogue.agency_directory import communes
from services_catalogue.models import Agency, Field, LifeEvent
from services_catalogue.popular import popular_services
from services_catalogue.vocabulary import AgencyKind, Audience

if TYPE_CHECKING:
    from home.models import HomePage

#: How many of each list the front page shows; the rest is one link away.
EVENTS, SERVICES, FIELDS, NEWS, BUSINESS = 9, 6, 12, 3, 8


def front_page(page: HomePage, settings: PortalSettings) -> dict[str, Any]:
    """Lists of the front page: searches, events, services, fields, communes, news."""
    events = list(LifeEvent.objects.all())
    return {
        "searches": [line.strip() for line in page.popular_searches.splitlines() if line.strip()],
        "citizen_events": [one for one in events if one.audience == Audience.CITIZEN][:EVENTS],
        "business_events": [one for one in events if one.audience == Audience.BUSINESS][:BUSINESS],
        "services": popular_services(SERVICES),
        "fields": busiest_fields(),
        "communes": communes(_communes()),
        "news": list(
            NewsPage.objects.live()
            .filter(locale_id=page.locale_id)
            .select_related("locale")
            .order_by("-date", "-pk")[:NEWS]
        ),
        "linked_data": linked_data(settings),
    }


def busiest_fields() -> list[Field]:
    """Fields whose live services take most dossiers, each with its ``number`` of them. One query."""
    live = Q(services__live=True)
    return list(
        Field.objects.annotate(
            number=Count("services", filter=live),
            dossiers=Sum("services__popularity", filter=live),
        )
        .filter(number__gt=0)
        .order_by("-dossiers", "-number", "name")[:FIELDS]
    )


def _communes() -> list[Agency]:
    return list(
        Agency.objects.filter(is_active=True, kind=AgencyKind.COMMUNE).only(
            "name", "slug", "kind", "parent_id"
        )
    )


def linked_data(settings: PortalSettings) -> list[dict[str, Any]]:
    """The portal as schema.org WebSite with its search, and who runs it."""
    name = f"{settings.portal_name} {settings.province_name}"
    home = absolute("/")
    organisation = {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "@id": f"{home}#organization",
        "name": name,
        "url": home,
        "telephone": settings.hotline,
        "email": settings.support_email,
        "areaServed": {"@type": "AdministrativeArea", "name": settings.province_name},
    }
    site = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "@id": f"{home}#website",
        "name": name,
        "url": home,
        "description": _("Tìm và làm thủ tục hành chính của tỉnh, xã, phường."),
        "publisher": {"@id": f"{home}#organization"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": absolute("/tim-kiem/") + "?q={search_term_string}",
            "query-input": "required name=search_term_string",
        },
    }
    return [site, {key: value for key, value in organisation.items() if value}]
