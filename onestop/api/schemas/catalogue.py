"""Services and figures as they are answered."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from onestop.api.schemas.dossiers import AgencyAnswer


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
