"""What the API answers. Names are those of contract.md; add freely, never rename."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Literal

from ninja import Field, Schema

from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.models import ChangeKind
from services_catalogue.vocabulary import AgencyKind, Audience, Level, OnlineLevel


class LabelOut(Schema):
    """A value to filter by and the words for it."""

    value: str = Field(examples=["ho-tich"])
    label: str = Field(examples=["Hộ tịch"])


class ServiceSummary(Schema):
    """A service in a list."""

    code: str = Field(examples=["1.001193"])
    title: str = Field(examples=["Đăng ký khai sinh"])
    short_name: str
    official_name: str
    summary: str
    url: str = Field(description="Page of the service")
    permalink: str = Field(description="Address that never changes")
    online_level: OnlineLevel
    field: LabelOut
    levels: list[Level]
    audiences: list[Audience]
    time: str = Field(description="Processing time in words", examples=["5 ngày làm việc"])
    fee: str = Field(description="Fee in words", examples=["115.000 đ"])
    agency: str = Field(description="Who decides")
    updated_at: datetime | None


class ServiceList(Schema):
    """A page of services, ordered by code."""

    total: int
    limit: int
    offset: int
    next: str | None
    previous: str | None
    items: list[ServiceSummary]


class ServiceDetail(ServiceRecord):
    """A service whole: the record of the export, with its addresses."""

    title: str
    url: str
    permalink: str
    updated_at: datetime | None


class SearchQueryOut(Schema):
    """The query as it was read."""

    text: str
    understood: str
    did_you_mean: str


class SearchItem(Schema):
    """One result."""

    code: str
    title: str
    short_name: str
    url: str
    permalink: str
    summary: str
    highlights: dict[str, str]
    score: float
    online_level: str


class FacetValueOut(Schema):
    """One choice of a facet."""

    value: str
    label: str
    count: int


class SearchOut(Schema):
    """Answer of a search."""

    query: SearchQueryOut
    total: int
    low_confidence: bool
    engine: str
    took_ms: float
    items: list[SearchItem]
    facets: dict[str, list[FacetValueOut]]


class SuggestionOut(Schema):
    """One suggestion."""

    text: str
    code: str
    url: str


class SuggestOut(Schema):
    """Suggestions while typing."""

    items: list[SuggestionOut]


class OpeningHoursOut(Schema):
    """Hours on one weekday (ISO, 1 = Monday)."""

    weekday: int
    opens: str
    closes: str


class AgencyOut(Schema):
    """A unit of the administration."""

    slug: str
    name: str
    short_name: str
    kind: AgencyKind
    parent: str | None
    egov_code: str
    description: str
    address: str
    phone: str
    email: str
    website: str
    former_names: list[str]
    opening_hours: list[OpeningHoursOut]
    url: str


class AgencyList(Schema):
    """A page of agencies, ordered by slug."""

    total: int
    limit: int
    offset: int
    items: list[AgencyOut]


class FieldOut(Schema):
    """A field of administration, with how many services are published in it."""

    slug: str
    name: str
    description: str
    services: int
    url: str


class FieldList(Schema):
    """All fields."""

    total: int
    items: list[FieldOut]


class LifeEventOut(Schema):
    """A life event, with how many services are published for it."""

    slug: str
    name: str
    audience: Audience
    description: str
    services: int
    url: str


class LifeEventList(Schema):
    """All life events."""

    total: int
    items: list[LifeEventOut]


class ChangeOut(Schema):
    """One change of one service."""

    cursor: str = Field(description="Ask with ?since= this for what came after")
    kind: ChangeKind
    code: str = Field(examples=["1.001193"])
    title: str
    fields: list[str] = Field(
        description="Names of the fields of the service that differ; empty when all of it is new or gone",
        examples=[["channels", "updated_at"]],
    )
    superseded_by: str | None = Field(description="Code of the service that takes its place")
    at: datetime
    record: str = Field(description="Where the service is read whole, as it stands now")
    permalink: str


class ChangeList(Schema):
    """A page of changes, oldest first."""

    items: list[ChangeOut]
    cursor: str = Field(description="Where to go on, now or next time")
    more: bool = Field(description="There are further changes already")
    next: str | None


class ServiceState(StrEnum):
    """Where a service stands for those who show it."""

    LIVE = "live"
    LATER = "later"
    ENDED = "ended"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


class ServiceStatus(Schema):
    """One service: does it still stand."""

    asked: str = Field(description="The code as you asked", examples=["1.001193.H49"])
    code: str | None = Field(description="Its code here", examples=["1.001193"])
    state: ServiceState = Field(
        description="``later`` and ``ended``: its page stands, but it is not in force today. "
        "``superseded``: another took its place, whether its page still stands or not"
    )
    title: str
    changed_at: datetime | None = Field(description="When it last changed for the outside")
    superseded_by: str | None = Field(description="Code of the service that takes its place")
    permalink: str | None


class PortalStatus(Schema):
    """The portal itself."""

    state: Literal["ok", "degraded"] = Field(
        description="``degraded``: pages and cards are right, but search is not at its best"
    )
    notice: str = Field(description="Planned maintenance that people should know of, in Vietnamese")
    cursor: str = Field(description="Newest place in the change feed")
    changed_at: datetime | None


class StatusList(Schema):
    """The portal, and the services in the order you asked."""

    portal: PortalStatus
    items: list[ServiceStatus]
