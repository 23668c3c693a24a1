"""A service as schema.org GovernmentService, for search engines and assistants. Pure: no queries."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from services_catalogue import facts
from services_catalogue.documents import lines
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
        "termsOfService": [one.text.strip() for one in page.requirements.all() if one.text.strip()],
        "isRelatedTo": [
            {"@type": "GovernmentService", "@id": absolute(f"/dv/{one.code}")}
            for one in page.related_services.all()
        ],
        "subjectOf": [_record(page, absolute), *_legislation(page)],
        "potentialAction": _papers(page, absolute),
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
        limits = list(one.time_limits.all())
        if said := facts.iso_duration(limits[0]) if len(limits) == 1 else "":
            channel["processingTime"] = said
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


def _record(page: ServicePage, absolute: Callable[[str], str]) -> dict[str, Any]:
    """The record of the service as a work with dates: a service itself has none in schema.org."""
    changed = page.last_published_at
    data = {
        "@type": "Dataset",
        "name": page.title,
        "description": page.official_name or page.title,
        "url": absolute(f"{page.permalink}.ttl"),
        "inLanguage": page.content_language,
        "identifier": page.code,
        "datePublished": page.first_published_at.isoformat() if page.first_published_at else "",
        "dateModified": changed.isoformat() if changed else "",
        "temporalCoverage": _in_force(page),
        "keywords": list(lines(page.keywords)),
    }
    return {key: value for key, value in data.items() if value}


def _in_force(page: ServicePage) -> str:
    """ISO 8601 interval in which the service holds, open ends as "..": empty when none is stated."""
    if not page.effective_from and not page.effective_to:
        return ""
    ends = (page.effective_from, page.effective_to)
    return "/".join(one.isoformat() if one else ".." for one in ends)


def _legislation(page: ServicePage) -> list[dict[str, Any]]:
    found = []
    for one in page.legal_bases.all():
        data = {
            "@type": "Legislation",
            "name": one.title or one.number,
            "legislationIdentifier": one.number,
            "url": one.url,
        }
        if one.title or one.number:
            found.append({key: value for key, value in data.items() if value})
    return found


def _papers(page: ServicePage, absolute: Callable[[str], str]) -> list[dict[str, Any]]:
    """What must be handed in, as supplies of the act of applying, one act a case."""
    return [
        {
            "@type": "ApplyAction",
            "name": case.name.strip() or page.title,
            "target": f"{absolute(page.permalink)}?th={number}",
            "instrument": [
                {"@type": "DigitalDocument", "name": paper.name.strip() or paper.form_name}
                for paper in case.documents.all()
                if paper.name.strip() or paper.form_name
            ],
        }
        for number, case in enumerate(page.cases.all(), start=1)
        if case.documents.all()
    ]


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
