"""Taking a dossier in: its code, its due date, its papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from onestop.counting import count_received
from onestop.models import Agency, Blob, Client, Dossier, DossierAttachment, Service
from onestop.recording import next_serial, write
from onestop.vocabulary import Channel, EventKind
from onestop.working_days import WorkingDays, vietnam_day, working_days


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """One file: its content, which required paper it is, and what the applicant called it."""

    blob: Blob
    role: str
    filename: str


def dossier_code(agency_code: str, day: Any, serial: int) -> str:
    """``H49.xx-YYMMDD-NNNN`` (TT 03/2025/TT-VPCP, article 13); more digits after 9,999 a day."""
    return f"{agency_code}-{day:%y%m%d}-{serial:04d}"


@transaction.atomic(savepoint=False)
def receive(
    *,
    service: Service,
    agency: Agency,
    applicant: dict[str, Any],
    data: dict[str, Any] | None = None,
    form: dict[str, Any] | None = None,
    case: str = "",
    papers: Sequence[Paper] = (),
    client: Client | None = None,
    reference: str | None = None,
    channel: Channel = Channel.ONLINE,
    submitted_at: datetime | None = None,
    actor: str,
    at: datetime | None = None,
    calendar: WorkingDays | None = None,
) -> Dossier:
    """A new dossier, registered, with its code and the day its term ends (by ``calendar``)."""
    at = at or timezone.now()
    day = vietnam_day(at)
    dossier = Dossier(
        code=dossier_code(agency.code, day, next_serial(agency.code, day)),
        reference=reference or None,
        client=client,
        service=service,
        agency=agency,
        case=case,
        channel=channel,
        form=form or {},
        applicant=applicant,
        applicant_name=str(applicant.get("full_name") or "")[:255],
        data=data or {},
        submitted_at=submitted_at or at,
        received_at=at,
        due_at=(calendar or working_days()).due(at, service.term_value, service.term_unit),
    )
    count_received(dossier)
    write(
        dossier,
        kind=EventKind.RECEIVED,
        actor=actor,
        at=at,
        data={"papers": sorted(paper.blob.digest for paper in papers)},
    )
    add_papers(dossier, papers)
    return dossier


def add_papers(
    dossier: Dossier, papers: Sequence[Paper], *, supplement: Any = None, is_result: bool = False
) -> None:
    """Keep ``papers`` with the dossier."""
    DossierAttachment.objects.bulk_create(
        DossierAttachment(
            dossier=dossier,
            supplement=supplement,
            blob=paper.blob,
            role=paper.role,
            filename=paper.filename,
            is_result=is_result,
        )
        for paper in papers
    )
