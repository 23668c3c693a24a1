"""What the catalogue says of a service, in the words of the Dossier API's ``GET services``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from services_catalogue.facts import lead_fees, lead_limit
from services_catalogue.models import Agency, ServicePage
from services_catalogue.vocabulary import AgencyKind, AgencyRole, TargetKind

#: Roles of the units that can process a dossier, the likeliest first.
_PROCESSING = (AgencyRole.EXECUTING, AgencyRole.COMPETENT, AgencyRole.AUTHORISED)


def services_for_backend() -> Iterator[dict[str, Any]]:
    """Every published service that is handed in on this portal."""
    directory = _Directory()
    pages = (
        ServicePage.objects.live()
        .filter(targets__kind=TargetKind.DOSSIER_API, content_language="vi")
        .distinct()
        .select_related("field")
        .prefetch_related(
            "service_agencies__agency", "channels__time_limits__fees", "cases__documents"
        )
        .order_by("code")
    )
    for page in pages.iterator(chunk_size=200):
        yield service_facts(page) | {"agencies": directory.codes_for(page)}


def service_facts(page: ServicePage) -> dict[str, Any]:
    """Fee (the one that speaks for the service), term and papers by case."""
    limit = lead_limit(page)
    fees = lead_fees(page)
    fee = fees[0] if fees else None
    counted = limit is not None and limit.value is not None
    return {
        "code": page.code,
        "name": page.official_name,
        "field_code": page.field.slug,
        "field_name": page.field.name,
        "dossiers_a_year": max(1, page.popularity),
        "fee": fee.amount if fee else None,
        "fee_text": fee.text if fee and fee.amount is None else "",
        "term_value": str(limit.value) if limit and counted else None,
        "term_unit": limit.unit if limit and counted else "",
        "term_text": limit.text if limit and not counted else "",
        "papers": [
            {
                "case": case.name,
                "name": paper.name,
                "required": paper.required,
                "originals": paper.originals,
                "copies": paper.copies,
            }
            for case in page.cases.all()
            for paper in case.documents.all()
        ],
    }


def agencies_for_backend() -> list[dict[str, Any]]:
    """Every unit with a code of its own."""
    found = Agency.objects.exclude(egov_code="").filter(is_active=True).select_related("parent")
    return [
        {
            "code": agency.egov_code,
            "name": agency.name,
            "parent_name": agency.parent.name if agency.parent else "",
            "kind": agency.kind,
            "address": agency.address,
            "phone": agency.phone,
        }
        for agency in found.order_by("egov_code")
    ]


class _Directory:
    """Which units with a code process a service; "every commune" means each of them."""

    def __init__(self) -> None:
        agencies = Agency.objects.filter(is_active=True).values(
            "pk", "egov_code", "parent_id", "kind", "name"
        )
        self._agencies = {agency["pk"]: agency for agency in agencies}
        self._communes = sorted(
            agency["egov_code"]
            for agency in self._agencies.values()
            if agency["kind"] == AgencyKind.COMMUNE and agency["egov_code"]
        )

    def codes_for(self, page: ServicePage) -> list[str]:
        """Codes, each once; all communes for a service of theirs that names no unit with a code."""
        links = list(page.service_agencies.all())
        named = [link.agency_id for role in _PROCESSING for link in links if link.role == role]
        codes = list(dict.fromkeys(code for pk in named for code in self._codes(pk)))
        return codes or (self._communes if page.at_commune else self._provincial())

    def names_for(self, page: ServicePage) -> dict[str, str]:
        """The same codes with the names of their units."""
        names = {agency["egov_code"]: agency["name"] for agency in self._agencies.values()}
        return {code: names[code] for code in self.codes_for(page)}

    def _codes(self, pk: int | None) -> Iterable[str]:
        agency = self._agencies.get(pk) if pk else None
        if agency is None:
            return []
        if agency["egov_code"]:
            return [agency["egov_code"]]
        below = [
            one["egov_code"]
            for one in self._agencies.values()
            if one["parent_id"] == pk and one["egov_code"]
        ]
        return sorted(below) or self._codes(agency["parent_id"])

    def _provincial(self) -> list[str]:
        kinds = {AgencyKind.PROVINCE, AgencyKind.DEPARTMENT}
        found = (one for one in self._agencies.values() if one["kind"] in kinds)
        return sorted(one["egov_code"] for one in found if one["egov_code"])[:1]


def unit_names(page: ServicePage) -> dict[str, str]:
    """{code: name} of the units that may process an application for this service. Two queries."""
    return _Directory().names_for(page)
