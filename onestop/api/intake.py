"""Handing in: papers, dossiers, supplements, withdrawals."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import File, Header, Path
from ninja.files import UploadedFile

from onestop import moves
from onestop.api.auth import client_of
from onestop.api.idempotency import once, once_ready
from onestop.api.presentation import received
from onestop.api.routing import router
from onestop.api.schemas.dossiers import AttachmentAnswer, Received
from onestop.api.schemas.incoming import AttachmentUse, NewDossier, NewSupplement, NewWithdrawal
from onestop.api.schemas.values import EXAMPLE_CODE
from onestop.blobs import ReceivedFile, is_kept, keep
from onestop.models import Agency, Blob, Client, Dossier, PlannedDowntime, Service, Upload
from onestop.problems import Refused
from onestop.receiving import Paper, receive
from onestop.vocabulary import Channel
from onestop.working_days import WorkingDays, working_days

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[\x21-\x7e]{1,200}$",
        description="Chosen by the client, one for each thing it wants done; a UUID is good.",
        examples=["8f14e45f-ceea-467f-a0e6-2f4a2b7c0d11"],
    ),
]
Code = Annotated[
    str, Path(pattern=r"^[0-9A-Za-z.-]{1,60}$", description="Dossier code", examples=[EXAMPLE_CODE])
]


class _Destination(NamedTuple):
    """What a new dossier needs of what is there already."""

    service: Service
    agency: Agency
    papers: list[Paper]
    calendar: WorkingDays


@router.post(
    "attachments", response={200: AttachmentAnswer}, operation_id="take_attachment", tags=["intake"]
)
def take_attachment(request: HttpRequest, file: File[UploadedFile]) -> Any:
    """Keep a paper. The same content gives the same id, so that repeating does no harm."""
    if not isinstance(file, ReceivedFile):
        raise TypeError("The upload handler of onestop must be in use.")
    if not file.size:
        raise Refused(422, "empty-file", "The file is empty.")
    client = client_of(request)
    with file:
        uploads = Upload.objects.filter(client=client, blob=file.digest).values_list(
            "pk", flat=True
        )
        number = uploads.first() if is_kept(file) else None
        if number is None:
            with transaction.atomic():
                Upload.objects.bulk_create(
                    [Upload(client=client, blob=keep(file))], ignore_conflicts=True
                )
                number = uploads.get()
        answer = {"id": number, "sha256": file.digest, "size": file.size}
    return answer


@router.post(
    "dossiers",
    response={201: Received, 200: Received},
    operation_id="take_dossier",
    tags=["intake"],
)
def take_dossier(request: HttpRequest, key: Key, body: NewDossier) -> HttpResponse:
    """Take a dossier in, once for each key: 201, and 200 with the same body when it comes again."""
    client = client_of(request)

    def read() -> _Destination:
        _open_for_intake()
        service, agency = _service(body)
        return _Destination(service, agency, _papers(client, body.attachments), working_days())

    def work(to: _Destination) -> dict[str, Any]:
        dossier = receive(
            service=to.service,
            agency=to.agency,
            client=client,
            reference=body.reference,
            case=body.case,
            form=body.form.model_dump(),
            applicant=body.applicant,
            data=body.data,
            papers=to.papers,
            channel=Channel.ONLINE,
            submitted_at=body.submitted_at,
            actor=_actor(client),
            calendar=to.calendar,
        )
        return received(dossier)

    try:
        new, answer = once_ready(request, key, read, work)
    except IntegrityError:
        if Dossier.objects.filter(client=client, reference=body.reference).exists():
            detail = "Another dossier of yours has this reference."
            raise Refused(409, "reference-used", detail) from None
        raise
    return _json(answer, 201 if new else 200)


@router.post(
    "dossiers/{code}/supplements",
    response={201: Received, 200: Received},
    operation_id="take_supplement",
    tags=["intake"],
)
def take_supplement(
    request: HttpRequest, code: Code, key: Key, body: NewSupplement
) -> HttpResponse:
    """Take papers or answers that were asked for; the clock goes on. Once for each key.

    409 when the dossier takes nothing more.
    """
    client = client_of(request)

    def work() -> dict[str, Any]:
        dossier = own_dossier(client, code)
        papers = _papers(client, body.attachments)
        if not (papers or body.data or body.note.strip()):
            raise Refused(422, "empty-supplement", "Hand in papers, data or a note.")
        given = moves.supplement(
            dossier=dossier,
            actor=_actor(client),
            papers=papers,
            data=body.data,
            note=body.note,
        )
        return received(given.dossier)

    new, answer = once(request, key, work)
    return _json(answer, 201 if new else 200)


@router.post(
    "dossiers/{code}/withdrawal",
    response={201: Received, 200: Received},
    operation_id="take_withdrawal",
    tags=["intake"],
)
def take_withdrawal(
    request: HttpRequest, code: Code, key: Key, body: NewWithdrawal
) -> HttpResponse:
    """The applicant takes the dossier back. Once for each key; 409 when it is too late."""
    client = client_of(request)

    def work() -> dict[str, Any]:
        dossier = own_dossier(client, code)
        return received(moves.withdraw(dossier=dossier, actor=_actor(client), reason=body.reason))

    new, answer = once(request, key, work)
    return _json(answer, 201 if new else 200)


def own_dossier(client: Client, code: str) -> Dossier:
    """By code or by the client's reference; 404 for what it did not hand in."""
    mine = Dossier.objects.filter(client=client)
    found = mine.filter(code=code).first() or mine.filter(reference=code).first()
    if found is None:
        raise Refused(404, "not-found", "You have handed in no dossier of this code.")
    return found


def _json(answer: dict[str, Any], status: int) -> JsonResponse:
    response = JsonResponse(answer, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _actor(client: Client) -> str:
    return f"client:{client.name}"


def _open_for_intake() -> None:
    now = timezone.now()
    pause = PlannedDowntime.objects.filter(starts_at__lte=now, ends_at__gt=now).first()
    if pause:
        wait = max(1, round((pause.ends_at - now).total_seconds()))
        detail = pause.message or "A planned pause; come back later."
        raise Refused(503, "planned-downtime", detail, retry_after=min(wait, 3600))


def _service(body: NewDossier) -> tuple[Service, Agency]:
    """The service and who takes its dossiers: one query as long as nothing is wrong."""
    places = Service.agencies.through._default_manager.filter(
        service__code=body.service_code, agency__is_active=True
    )
    if body.agency_code:
        places = places.filter(agency__code=body.agency_code)
    # The papers, a long list, are not needed to take a dossier in.
    joined = places.select_related("service", "agency").defer("service__papers")
    place = joined.order_by("agency__code").first()
    service = place.service if place else Service.objects.filter(code=body.service_code).first()
    if service is None:
        raise Refused(422, "unknown-service", "onestop does not process this service.")
    if not service.is_open:
        raise Refused(422, "closed-service", service.closed_reason or "The service is closed now.")
    if place is None:
        raise Refused(422, "unknown-agency", "No such agency processes this service.")
    return service, place.agency


def _papers(client: Client, wanted: list[AttachmentUse]) -> list[Paper]:
    if not wanted:
        return []
    found = Upload.objects.filter(client=client, pk__in={use.id for use in wanted})
    uploads = dict(found.values_list("pk", "blob_id"))
    unknown = [str(use.id) for use in wanted if use.id not in uploads]
    if unknown:
        raise Refused(422, "unknown-attachment", "Upload the papers first.", unknown=unknown[:50])
    return [
        # The digest is all that a dossier keeps of the blob.
        Paper(blob=Blob(digest=uploads[use.id]), role=use.role, filename=_plain_name(use.filename))
        for use in wanted
    ]


def _plain_name(filename: str) -> str:
    """The name without folders and control characters."""
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in name if letter.isprintable()) or "tep"
