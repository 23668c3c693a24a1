"""Dossiers as they are answered."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Schema


class AttachmentAnswer(Schema):
    """A paper that was taken. The same content has the same id for the same client."""

    id: UUID
    sha256: str
    size: int


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
