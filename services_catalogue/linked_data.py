"""A service as schema.org GovernmentService, for search engines and assistants. Pure: no queries."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from services_catalogue import facts
from services_catalogue.submission_hosts import is_allowed
from services_catalogue.vocabulary import AgencyRole, ChannelKind, TargetKind

if TYPE_CHECKING:
    from services_catalogue.models import Agency, Fee, ServicePage

_AUDIENCES = (
    ("for_citizens", "Công dân"),
    ("for_businesses", "Doanh nghiệp"),
    ("for_organisations", "Tổ chức"),
)


def government_service(
    page: ServicePage, *, absolute: Callable[[str], str], area: str = ""
) -> dict[str, Any]:
    """The JSON-LD of ``page``, whose parts are loaded.

    ``absolute`` makes whole addresses of paths, ``area`` is the province's name.
    Only what is stated appears; a fee without an amount is left out rather than guessed.
    """
    published = page.reviewed_on or (
        page.last_published_at.date() if page.last_published_at else None
    )
    roles = list(page.service_agencies.all())
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": absolute(page.permalink),
        "url": absolute(page.get_url() or page.permalink),
        "name": page.title,
        "alternateName": _other_names(page),
        "description": page.summary,
        "serviceType": page.field.name,
        "identifier": page.code,
        "inLanguage": page.content_language,
        "dateModified": published.isoformat() if published else "",
        "provider": [_agency(one.agency, absolute) for one in roles if one.role in _PROVIDERS],
        "serviceOperator": [
            _agency(one.agency, absolute) for one in roles if one.role == AgencyRole.COMPETENT
        ],
        "areaServed": {"@type": "AdministrativeArea", "name": area} if area else "",
        "audience": [
            {"@type": "Audience", "audienceType": name}
            for field, name in _AUDIENCES
            if getattr(page, field)
        ],
        "serviceOutput": [
            {"@type": "Thing", "name": one.name} for one in page.outputs.all() if one.name
        ],
        "availableChannel": _channels(page, absolute),
        "offers": _offers(page),
    }
    return {key: value for key, value in data.items() if value not in ("", [], None)}


_PROVIDERS = (AgencyRole.EXECUTING,)


def _other_names(page: ServicePage) -> list[str]:
    names = [page.official_name, *page.popular_names.splitlines()]
    return [name.strip() for name in dict.fromkeys(names) if name.strip() not in ("", page.title)]


def _agency(agency: Agency, absolute: Callable[[str], str]) -> dict[str, Any]:
    data = {
        "@type": "GovernmentOrganization",
        "name": agency.name,
        "url": absolute(agency.get_absolute_url()),
        "telephone": agency.phone,
        "address": agency.address,
    }
    return {key: value for key, value in data.items() if value}


def _channels(page: ServicePage, absolute: Callable[[str], str]) -> list[dict[str, Any]]:
    links = [
        one.url
        for one in page.targets.all()
        if one.kind == TargetKind.DEEP_LINK and is_allowed(one.url)
    ]
    places = [one.agency for one in page.service_agencies.all() if one.role == AgencyRole.RECEIVING]
    channels = []
    for one in page.channels.all():
        kind = ChannelKind(one.kind)
        channel: dict[str, Any] = {"@type": "ServiceChannel", "name": str(kind.label)}
        if kind == ChannelKind.ONLINE:
            channel["serviceUrl"] = links[0] if links else absolute(page.permalink)
        elif places:
            channel["serviceLocation"] = {
                "@type": "Place",
                "name": places[0].name,
                **({"address": places[0].address} if places[0].address else {}),
            }
        channels.append(channel)
    return channels


def _offers(page: ServicePage) -> list[dict[str, Any]]:
    fees: dict[tuple[int, str], Fee] = {}
    for channel in page.channels.all():
        for limit in channel.time_limits.all():
            for fee in limit.fees.all():
                if fee.amount is not None:
                    fees.setdefault((fee.amount, fee.description), fee)
    return [
        {
            "@type": "Offer",
            "price": fee.amount,
            "priceCurrency": "VND",
            "description": fee.description or facts.describe_fee(fee),
        }
        for fee in fees.values()
    ]
