"""The JSON of the Dossier API. Times are ISO 8601 with an offset; money is in whole đồng."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field

EXAMPLE_CODE = "H49.101-261124-0001"


def _of_this_age(moment: datetime) -> datetime:
    if not 2000 <= moment.year <= 2100:
        raise ValueError("The year must lie between 2000 and 2100.")
    return moment


Moment = Annotated[AwareDatetime, AfterValidator(_of_this_age)]
ShortText = Annotated[str, Field(max_length=255)]


class Problem(Schema):
    """RFC 9457, with ``code`` for machines and ``errors`` where single fields are wrong."""

    model_config = ConfigDict(extra="allow")
    type: str
    title: str
    status: int
    detail: str
    code: str


class AttachmentAnswer(Schema):
    """A paper that was taken. The same content has the same id for the same client."""

    id: UUID
    sha256: str
    size: int


class AttachmentUse(Schema):
    """Which upload is which paper. ``role`` names the required paper, ``filename`` the file."""

    id: UUID
    role: Annotated[str, Field(max_length=500)] = ""
    filename: Annotated[str, Field(min_length=1, max_length=255)]


class AnswerInWords(Schema):
    """One question and its answer as people read them; ``name`` is the answer's key in ``data``."""

    name: ShortText = ""
    group: Annotated[str, Field(max_length=500)] = ""
    label: Annotated[str, Field(max_length=1000)]
    value: Annotated[str, Field(max_length=20_000)]


class FormUsed(Schema):
    """The form that was filled in. ``answers`` is what officers read; without it they see ``data``."""

    id: Annotated[str | int | None, Field(description="Name or number of the form")] = None
    version: str | int | None = None
    answers: Annotated[list[AnswerInWords], Field(max_length=1000)] = []


class NewDossier(Schema):
    """An application as a portal hands it in. Members not listed here are ignored."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "reference": "QN-7K4M-93XD-2",
                "service_code": "1.001193",
                "agency_code": "H49.101",
                "case": "",
                "form": {"id": "standard", "version": 1},
                "applicant": {
                    "full_name": "Nguyễn Văn A",
                    "identity_number": "022190000123",
                    "phone": "0912345678",
                },
                "data": {"note": ""},
                "attachments": [],
                "submitted_at": "2026-11-24T09:00:00+07:00",
            }
        }
    )
    reference: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[0-9A-Za-z.-]+$")]
    service_code: Annotated[str, Field(min_length=1, max_length=40)]
    agency_code: Annotated[
        str,
        Field(max_length=35, description="Which of the service's agencies; empty: its first"),
    ] = ""
    case: Annotated[str, Field(max_length=2000)] = ""
    form: FormUsed = FormUsed()
    applicant: dict[str, Any]
    data: dict[str, Any]
    attachments: Annotated[list[AttachmentUse], Field(max_length=200)] = []
    submitted_at: Moment


class Received(Schema):
    """What the citizen is told. ``status`` is one of the ten national numbers."""

    code: str
    status: int
    received_at: datetime
    due_at: datetime | None
    receipt_url: str


class AgencyAnswer(Schema):
    """A unit."""

    code: str
    name: str


class TimelineEntry(Schema):
    """One thing that happened; ``id`` never changes. ``note`` is written for the applicant."""

    id: str
    kind: str
    title: str
    status: int
    at: datetime
    note: str
    agency_code: str
    agency_name: str


class AskedPaper(Schema):
    """A paper asked for."""

    name: str
    reason: str = ""


class RequestAnswer(Schema):
    """What officers ask. ``answered_at``: the applicant has done it; ``closed_at``: it is settled."""

    id: str
    kind: Literal["papers", "payment"]
    reason: str
    items: list[AskedPaper]
    amount: int | None
    asked_at: datetime
    answered_at: datetime | None
    closed_at: datetime | None


class KeptPaper(Schema):
    """A paper of the dossier; ``is_result`` marks what the officers hand out."""

    id: int
    sha256: str
    size: int
    role: str
    filename: str
    is_result: bool


class LetterAnswer(Schema):
    """A letter to the applicant. ``form``: of TT 03/2025/TT-VPCP, "01" to "05"; ``url``: the PDF."""

    id: int
    form: str
    title: str
    number: str
    issued_at: datetime
    url: str


class DossierAnswer(Schema):
    """A dossier as it stands. It holds nothing that identifies the applicant."""

    code: str
    reference: str | None
    service_code: str
    service_name: str
    agency: AgencyAnswer
    case: str
    status: int
    status_name: str
    submitted_at: datetime
    received_at: datetime
    due_at: datetime | None
    clock_paused: bool
    paused_since: datetime | None
    paused_days: int
    extended_at: datetime | None
    finished_at: datetime | None
    ended_at: datetime | None
    may_supplement: bool
    may_withdraw: bool
    receipt_url: str
    timeline: list[TimelineEntry]
    requests: list[RequestAnswer]
    attachments: list[KeptPaper]
    letters: list[LetterAnswer]


class Changes(Schema):
    """Dossiers that have changed, oldest change first. Ask on with ``next_cursor``."""

    items: list[DossierAnswer]
    next_cursor: str
    has_more: bool


class NewSupplement(Schema):
    """What the applicant hands in later; ``request`` names the request that it answers."""

    request: ShortText = ""
    note: Annotated[str, Field(max_length=5000)] = ""
    data: dict[str, Any] = {}
    attachments: Annotated[list[AttachmentUse], Field(max_length=200)] = []
    submitted_at: Moment | None = None


class NewWithdrawal(Schema):
    """The applicant takes the dossier back."""

    reason: Annotated[str, Field(max_length=2000)] = ""


class Tracking(Schema):
    """What somebody knows who follows a dossier: the last four digits of telephone or identity."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"code": EXAMPLE_CODE, "digits": "0123"}}
    )
    code: Annotated[str, Field(min_length=1, max_length=60)]
    digits: Annotated[str, Field(pattern=r"^[0-9]{4}$")]


class FeeAnswer(Schema):
    """0 is free of charge; ``text`` where no number says it."""

    amount: int | None
    text: str


class TermAnswer(Schema):
    """How long the officers may take."""

    value: float | None
    unit: Literal["working_day", "day", "hour", "month", ""]
    text: str


class PaperAnswer(Schema):
    """A paper that a case needs."""

    case: str
    name: str
    required: bool
    originals: int
    copies: int


class ServiceAnswer(Schema):
    """A service with what a portal compares to its catalogue."""

    code: str
    name: str
    field_code: str
    field_name: str
    open: bool
    closed_reason: str
    fee: FeeAnswer
    term: TermAnswer
    papers: list[PaperAnswer]
    agencies: list[AgencyAnswer]


class DowntimeAnswer(Schema):
    """A pause that is planned: until it ends, dossiers are answered 503 with Retry-After."""

    starts_at: datetime
    ends_at: datetime
    message: str


class ServicesAnswer(Schema):
    """All services, and the pauses to come."""

    items: list[ServiceAnswer]
    downtime: list[DowntimeAnswer]


class Counts(Schema):
    """Counts of a group.

    Days are working days that the clock ran: exact to 30, then the longest of the counted span
    (34, 39, 44, 59, 89, 119, 179, 364 or more).
    """

    received: int
    received_online: int
    resolved: int
    early: int
    on_time: int
    late: int
    refused: int
    withdrawn: int
    median_days: int | None
    p90_days: int | None


class GroupCounts(Counts):
    """One agency, field, service, or month (``key`` 2026-11)."""

    key: str
    name: str


class StatisticsAnswer(Schema):
    """Figures of the days from ``from`` to ``to``, both counted in."""

    model_config = ConfigDict(populate_by_name=True)
    from_: Annotated[str, Field(alias="from", serialization_alias="from")]
    to: str
    group_by: str
    as_of: datetime
    items: list[GroupCounts]
    total: Counts
