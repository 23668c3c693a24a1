"""A record as the attributes and unsaved children of a service page."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from services_catalogue.exchange import prose
from services_catalogue.exchange.records import ServiceRecord, TimeLimitRecord
from services_catalogue.exchange.references import References
from services_catalogue.models import (
    Case,
    Channel,
    Fee,
    LegalBasis,
    Output,
    RelatedService,
    RequiredDocument,
    Requirement,
    ServiceAgency,
    ServicePage,
    Step,
    SubmissionTarget,
    TimeLimit,
)
from services_catalogue.naming import heading_for
from services_catalogue.vocabulary import Audience, Level

#: Column of the page for each field of a record that is stored as it is.
_COLUMNS = {
    "code": "code",
    "name": "official_name",
    "short_name": "short_name",
    "summary": "summary",
    "decision_number": "decision_number",
    "kind": "kind",
    "online_level": "online_level",
    "non_territorial": "non_territorial",
    "effective_from": "effective_from",
    "effective_to": "effective_to",
    "reviewed_on": "reviewed_on",
    "popularity": "popularity",
    "source_url": "source_url",
    "demo": "is_demo",
}
_LINES = ("popular_names", "keywords", "audience_detail")


def apply(page: ServicePage, record: ServiceRecord, names: set[str], refs: References) -> None:
    """Put the fields ``names`` of ``record`` on ``page``; children are replaced, nothing is saved."""
    for name in names & _COLUMNS.keys():
        value = getattr(record, name)
        setattr(page, _COLUMNS[name], getattr(value, "value", value))
    for name in names.intersection(_LINES):
        setattr(page, name, "\n".join(getattr(record, name)))
    if "levels" in names:
        for level in Level:
            setattr(page, f"at_{level.value}", level in record.levels)
    if "audiences" in names:
        page.for_citizens = Audience.CITIZEN in record.audiences
        page.for_businesses = Audience.BUSINESS in record.audiences
        page.for_organisations = Audience.ORGANISATION in record.audiences
    if "field" in names:
        page.field = refs.field(record.field)
    if "life_events" in names:
        page.life_events = [refs.life_events[slug] for slug in record.life_events]
    if names & {"guidance", "faq"}:
        page.guidance = page.guidance.stream_block.to_python(
            prose.blocks_of(record.guidance, record.faq)
        )
    if "superseded_by" in names:
        page.superseded_by_id = refs.services.get(record.superseded_by or "")
    if "raw" in names:
        page.source_text = record.raw.model_dump(exclude_defaults=True)
    for name in names & CHILDREN.keys():
        relation, make = CHILDREN[name]
        children = make(record, refs)
        for order, child in enumerate(children):
            child.sort_order = order
        setattr(page, relation, children)
    if names & {"name", "short_name"}:
        page.title = heading_for(page.official_name, page.short_name)
        page.draft_title = page.title


def _agencies(record: ServiceRecord, refs: References) -> list[ServiceAgency]:
    return [ServiceAgency(role=one.role.value, agency=refs.agency(one)) for one in record.agencies]


def _steps(record: ServiceRecord, _refs: References) -> list[Step]:
    return [Step(title=one.title, body=one.body, actor=one.actor) for one in record.steps]


def _channels(record: ServiceRecord, _refs: References) -> list[Channel]:
    channels = []
    for one in record.channels:
        channel = Channel(kind=one.kind.value, description=one.description)
        channel.time_limits = [_limit(two, order) for order, two in enumerate(one.time_limits)]
        channels.append(channel)
    return channels


def _limit(record: TimeLimitRecord, order: int) -> TimeLimit:
    limit = TimeLimit(
        value=None if record.value is None else Decimal(str(record.value)),
        unit=record.unit.value if record.unit else "",
        text=record.text,
        description=record.description,
        sort_order=order,
    )
    limit.fees = [
        Fee(
            kind=one.kind.value,
            amount=one.amount,
            text=one.text,
            description=one.description,
            sort_order=number,
        )
        for number, one in enumerate(record.fees)
    ]
    return limit


def _cases(record: ServiceRecord, refs: References) -> list[Case]:
    cases = []
    for one in record.cases:
        case = Case(name=one.name)
        case.documents = [
            RequiredDocument(
                name=two.name,
                originals=two.originals,
                copies=two.copies,
                required=two.required,
                note=two.note,
                form_name=two.form.name if two.form else "",
                form_file=refs.files.get(two.form.file) if two.form else None,
                form_url=two.form.url if two.form else "",
                sort_order=number,
            )
            for number, two in enumerate(one.documents)
        ]
        cases.append(case)
    return cases


def _outputs(record: ServiceRecord, _refs: References) -> list[Output]:
    return [Output(name=one.name, code=one.code) for one in record.outputs]


def _requirements(record: ServiceRecord, _refs: References) -> list[Requirement]:
    return [Requirement(text=one) for one in record.requirements]


def _legal_bases(record: ServiceRecord, _refs: References) -> list[LegalBasis]:
    return [
        LegalBasis(number=one.number, title=one.title, url=one.url) for one in record.legal_bases
    ]


def _related(record: ServiceRecord, _refs: References) -> list[RelatedService]:
    return [RelatedService(code=one) for one in record.related]


def _targets(record: ServiceRecord, _refs: References) -> list[SubmissionTarget]:
    return [
        SubmissionTarget(kind=one.kind.value, case_name=one.case, url=one.url)
        for one in record.targets
    ]


#: Relation of the page and maker of its children, for each field of a record that is a list of parts.
CHILDREN: dict[str, tuple[str, Callable[[ServiceRecord, References], list[Any]]]] = {
    "agencies": ("service_agencies", _agencies),
    "steps": ("steps", _steps),
    "channels": ("channels", _channels),
    "cases": ("cases", _cases),
    "outputs": ("outputs", _outputs),
    "requirements": ("requirements", _requirements),
    "legal_bases": ("legal_bases", _legal_bases),
    "related": ("related_services", _related),
    "targets": ("targets", _targets),
}
