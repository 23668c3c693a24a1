"""Models as the API tells them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from onestop.desk.models import SentLetter
from onestop.letters import Form
from onestop.models import (
    Agency,
    Client,
    Dossier,
    DossierAttachment,
    Event,
    PaperRequest,
    PaymentRequest,
)
from onestop.vocabulary import DossierStatus, EventKind

_PUBLIC = [kind.value for kind in EventKind if kind.public]


def dossiers_of(client: Client) -> QuerySet[Dossier]:
    """What ``client`` handed in, with all that an answer needs."""
    return with_parts(Dossier.objects.filter(client=client))


def with_parts(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """A fixed number of queries however many dossiers."""
    return dossiers.select_related("service", "agency").prefetch_related(
        Prefetch("events", Event.objects.filter(kind__in=_PUBLIC).order_by("number")),
        "paper_requests",
        "payment_requests",
        Prefetch("attachments", DossierAttachment.objects.select_related("blob")),
        Prefetch("letters", SentLetter.objects.defer("content")),
    )


def receipt_url(code: str) -> str:
    """Where the receipt is."""
    return f"{settings.ONESTOP_URL}/v1/dossiers/{code}/receipt.pdf"


def received(dossier: Dossier) -> dict[str, Any]:
    """The short answer of the intake, ready for JSON."""
    return {
        "code": dossier.code,
        "status": int(dossier.status),
        "received_at": dossier.received_at.isoformat(),
        "due_at": dossier.due_at.isoformat() if dossier.due_at else None,
        "receipt_url": receipt_url(dossier.code),
    }


def full(dossier: Dossier, agency_names: dict[str, str]) -> dict[str, Any]:
    """Everything about one dossier. Takes what :func:`with_parts` has fetched."""
    status = dossier.standing
    return {
        "code": dossier.code,
        "reference": dossier.reference,
        "service_code": dossier.service.code,
        "service_name": dossier.service.name,
        "agency": {"code": dossier.agency.code, "name": dossier.agency.name},
        "case": dossier.case,
        "status": int(status),
        "status_name": str(status.label),
        "submitted_at": dossier.submitted_at,
        "received_at": dossier.received_at,
        "due_at": dossier.due_at,
        "clock_paused": dossier.paused_since is not None,
        "paused_since": dossier.paused_since,
        "paused_days": dossier.paused_days,
        "extended_at": dossier.extended_at,
        "finished_at": dossier.finished_at,
        "ended_at": dossier.ended_at,
        "may_supplement": not status.ended and status != DossierStatus.FINISHED,
        "may_withdraw": status.may_become(DossierStatus.WITHDRAWN),
        "receipt_url": receipt_url(dossier.code),
        "timeline": [_event(event, dossier.code, agency_names) for event in dossier.events.all()],
        "requests": sorted(
            [
                *map(_papers, dossier.paper_requests.all()),
                *map(_payment, dossier.payment_requests.all()),
            ],
            key=lambda request: (request["asked_at"], request["id"]),
        ),
        "attachments": [
            {
                "id": paper.pk,
                "sha256": paper.blob_id,
                "size": paper.blob.size,
                "role": paper.role,
                "filename": paper.filename,
                "is_result": paper.is_result,
            }
            for paper in dossier.attachments.all()
        ],
        "letters": [_letter(letter, dossier.code) for letter in dossier.letters.all()],
    }


def _letter(letter: SentLetter, code: str) -> dict[str, Any]:
    return {
        "id": letter.pk,
        "form": letter.form,
        "title": Form(letter.form).heading,
        "number": str(letter),
        "issued_at": letter.issued_at,
        "url": f"{settings.ONESTOP_URL}/v1/dossiers/{code}/letters/{letter.pk}",
    }


def agency_names(dossiers: Iterable[Dossier]) -> dict[str, str]:
    """``{code: name}`` of the agencies that the timelines name; mostly they are the dossiers' own."""
    names = {dossier.agency.code: dossier.agency.name for dossier in dossiers}
    told = {event.agency_code for dossier in dossiers for event in dossier.events.all()}
    if others := told - set(names):
        names |= dict(Agency.objects.filter(code__in=others).values_list("code", "name"))
    return names


def _event(event: Event, code: str, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": f"{code}/{event.number}",
        "kind": event.kind,
        "title": event.get_kind_display(),
        "status": event.status,
        "at": event.at,
        "note": event.note,
        "agency_code": event.agency_code,
        "agency_name": names.get(event.agency_code, event.agency_code),
    }


def _papers(request: PaperRequest) -> dict[str, Any]:
    return {
        "id": f"papers-{request.pk}",
        "kind": "papers",
        "items": request.papers,
        "amount": None,
    } | _times(request)


def _payment(request: PaymentRequest) -> dict[str, Any]:
    return {
        "id": f"payment-{request.pk}",
        "kind": "payment",
        "items": [],
        "amount": request.amount,
    } | _times(request)


def _times(request: PaperRequest | PaymentRequest) -> dict[str, Any]:
    return {
        "reason": request.reason,
        "asked_at": request.asked_at,
        "answered_at": request.answered_at,
        "closed_at": request.closed_at,
    }
