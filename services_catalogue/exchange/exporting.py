"""A service page as a record: one pure function, used to export, to compare and by the API."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from services_catalogue.documents import audiences_of, levels_of, lines
from services_catalogue.exchange import prose
from services_catalogue.exchange.records import (
    AgencyRef,
    CaseRecord,
    ChannelRecord,
    FeeRecord,
    FormFileRecord,
    LegalBasisRecord,
    OutputRecord,
    RawText,
    RequiredDocumentRecord,
    ServiceRecord,
    StepRecord,
    TargetRecord,
    TimeLimitRecord,
)
from services_catalogue.vocabulary import (
    AgencyRole,
    ChannelKind,
    DurationUnit,
    FeeKind,
    OnlineLevel,
    ProcedureKind,
    TargetKind,
)

if TYPE_CHECKING:
    from services_catalogue.models import (
        Channel,
        Fee,
        RequiredDocument,
        ServiceAgency,
        ServicePage,
        TimeLimit,
    )

_RAW_KEYS = frozenset(RawText.model_fields)


def plain(text: str) -> str:
    """Text with the line ends of a file, not of a browser's form, and trimmed."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def record_for(page: ServicePage) -> ServiceRecord:
    """The record of ``page``, every field stated; prefetched and unsaved children are used as they are.

    Nothing is validated here: a page that an editor left incomplete is exported as it is.
    """
    guidance, faq = prose.parts_of(prose.canonical(page.guidance.raw_data))
    return ServiceRecord.model_construct(
        code=page.code,
        name=plain(page.official_name),
        short_name=page.short_name.strip(),
        summary=plain(page.summary),
        popular_names=list(lines(page.popular_names)),
        keywords=list(lines(page.keywords)),
        decision_number=page.decision_number.strip(),
        kind=ProcedureKind(page.kind),
        field=page.field.name if page.field_id else "",
        levels=levels_of(page),
        audiences=audiences_of(page),
        audience_detail=list(lines(page.audience_detail)),
        life_events=sorted(one.slug for one in page.life_events.all()),
        agencies=[_agency(one) for one in page.service_agencies.all()],
        online_level=OnlineLevel(page.online_level),
        non_territorial=page.non_territorial,
        steps=[
            StepRecord.model_construct(
                title=one.title.strip(), body=plain(one.body), actor=one.actor.strip()
            )
            for one in page.steps.all()
        ],
        channels=[_channel(one) for one in page.channels.all()],
        cases=[
            CaseRecord.model_construct(
                name=plain(one.name), documents=[_document(two) for two in one.documents.all()]
            )
            for one in page.cases.all()
        ],
        outputs=[
            OutputRecord.model_construct(name=plain(one.name), code=one.code.strip())
            for one in page.outputs.all()
        ],
        requirements=[plain(one.text) for one in page.requirements.all()],
        legal_bases=[
            LegalBasisRecord.model_construct(
                number=one.number.strip(), title=plain(one.title), url=one.url
            )
            for one in page.legal_bases.all()
        ],
        related=[one.code for one in page.related_services.all()],
        targets=[
            TargetRecord.model_construct(
                kind=TargetKind(one.kind), case=plain(one.case_name), url=one.url
            )
            for one in page.targets.all()
        ],
        guidance=guidance,
        faq=faq,
        effective_from=page.effective_from,
        effective_to=page.effective_to,
        superseded_by=page.superseded_by.code if page.superseded_by else None,
        reviewed_on=page.reviewed_on,
        popularity=page.popularity,
        source_url=page.source_url,
        demo=page.is_demo,
        raw=_raw(page.source_text),
    )


def _raw(source: Any) -> RawText:
    kept = {key: value for key, value in (source or {}).items() if key in _RAW_KEYS}
    return RawText.model_construct(**kept)


def _agency(role: ServiceAgency) -> AgencyRef:
    return AgencyRef.model_construct(
        role=AgencyRole(role.role), name=role.agency.name, slug=role.agency.slug
    )


def _channel(channel: Channel) -> ChannelRecord:
    return ChannelRecord.model_construct(
        kind=ChannelKind(channel.kind),
        description=plain(channel.description),
        time_limits=[_limit(one) for one in channel.time_limits.all()],
    )


def _limit(limit: TimeLimit) -> TimeLimitRecord:
    return TimeLimitRecord.model_construct(
        value=None if limit.value is None else float(limit.value),
        unit=DurationUnit(limit.unit) if limit.unit else None,
        text=limit.text.strip(),
        description=plain(limit.description),
        fees=[_fee(one) for one in limit.fees.all()],
    )


def _fee(fee: Fee) -> FeeRecord:
    return FeeRecord.model_construct(
        kind=FeeKind(fee.kind),
        amount=fee.amount,
        text=fee.text.strip(),
        description=plain(fee.description),
    )


def _document(document: RequiredDocument) -> RequiredDocumentRecord:
    form, stored = None, document.form_file
    if document.form_name or stored or document.form_url:
        file = stored.file.name if stored else ""
        title = stored.title if stored else ""
        form = FormFileRecord.model_construct(
            name=document.form_name.strip() or title or document.form_url[:500],
            file=PurePosixPath(file).name,
            url=document.form_url,
        )
    return RequiredDocumentRecord.model_construct(
        name=plain(document.name),
        originals=document.originals,
        copies=document.copies,
        required=document.required,
        note=plain(document.note),
        form=form,
    )


def export_records(*, language: str = "vi") -> Iterator[ServiceRecord]:
    """All services in the order of their codes, as they stand on the page (drafts included)."""
    from services_catalogue.exchange.loading import all_pages

    for page in all_pages(language):
        yield record_for(page)
