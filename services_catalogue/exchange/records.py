"""The one schema of a service outside the database: what is imported, exported and compared.

Every reader (national portal, Ministry of Defence, the ministries' lists, our own files) makes
these records; the importer writes nothing else. Keys are English (CPSV-AP 3.2.0 and schema.org
words), values are what people read. Empty string and empty list mean "not stated".
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from services_catalogue.vocabulary import (
    CODE_PATTERN,
    AgencyKind,
    AgencyRole,
    Audience,
    ChannelKind,
    DurationUnit,
    FeeKind,
    Level,
    OnlineLevel,
    ProcedureKind,
    TargetKind,
)

Code = Annotated[str, StringConstraints(pattern=CODE_PATTERN)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]
Line = Annotated[str, StringConstraints(strip_whitespace=True)]
FilledLine = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
#: http(s) only: an address of a file is followed by a click, and "javascript:" must never be.
Url = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^(https?://\S+)?$", max_length=1000)
]
# Lines no longer than their columns.
Line40 = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]
Line255 = Annotated[str, StringConstraints(strip_whitespace=True, max_length=255)]
Line500 = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
Line1000 = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]


class Record(BaseModel):
    """Base of all records: unknown keys are errors, so that a misspelt key is never lost."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FeeRecord(Record):
    """Phí or lệ phí. ``amount`` is whole đồng; None when ``text`` alone says it ("Theo diện tích")."""

    kind: FeeKind = FeeKind.LEVY
    amount: int | None = Field(default=None, ge=0)
    text: Line1000 = ""
    description: Line = ""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.amount is None and not self.text:
            raise ValueError("a fee needs an amount in whole đồng or a text")
        return self


class TimeLimitRecord(Record):
    """Thời hạn giải quyết. ``value`` only together with ``unit``; ``text`` is the words of the source."""

    value: float | None = Field(default=None, gt=0, lt=100_000)
    unit: DurationUnit | None = None
    text: Line500 = ""
    description: Line = ""
    fees: list[FeeRecord] = []

    @model_validator(mode="after")
    def _value_has_unit(self) -> Self:
        if (self.value is None) != (self.unit is None):
            raise ValueError("a time limit needs both a number and a unit, or neither")
        return self


class ChannelRecord(Record):
    """Cách thức thực hiện: one way of handing in, with its time limits."""

    kind: ChannelKind
    description: Line = ""
    time_limits: list[TimeLimitRecord] = []


class FormFileRecord(Record):
    """Blank form (mẫu đơn, tờ khai): a name, and a file of the catalogue or an address."""

    name: Annotated[FilledLine, StringConstraints(max_length=500)]
    file: Line = Field(default="", description="File name of a document of the catalogue")
    url: Url = ""


class RequiredDocumentRecord(Record):
    """One paper of a case (thành phần hồ sơ)."""

    name: FilledLine
    originals: int = Field(default=0, ge=0, le=999)
    copies: int = Field(default=0, ge=0, le=999)
    required: bool = True
    note: Line = ""
    form: FormFileRecord | None = None


class CaseRecord(Record):
    """Trường hợp: a set of papers for one situation. The name may be empty when there is one case."""

    name: Line = ""
    documents: list[RequiredDocumentRecord] = []


class StepRecord(Record):
    """One step of the way (trình tự thực hiện), plain text; ``actor`` says who does it."""

    title: Line255 = ""
    body: Line = ""
    actor: Line255 = ""


class LegalBasisRecord(Record):
    """Căn cứ pháp lý: number ("60/2014/QH13") and title, at least one of them."""

    number: Line255 = ""
    title: Line = ""
    url: Url = ""

    @model_validator(mode="after")
    def _named(self) -> Self:
        if not self.number and not self.title:
            raise ValueError("a legal basis needs a number or a title")
        return self


class OutputRecord(Record):
    """Kết quả: what the citizen gets."""

    name: FilledLine
    code: Line40 = ""


class AgencyRef(Record):
    """An agency in a role, by slug when known, else by name (the importer finds or makes it)."""

    role: AgencyRole
    name: Annotated[FilledLine, StringConstraints(max_length=255)]
    slug: Slug | None = None


class TargetRecord(Record):
    """Where a case is submitted. ``case`` empty means all cases."""

    kind: TargetKind
    case: Line = ""
    url: Url = ""


class QuestionRecord(Record):
    """Hỏi đáp: one question and its answer, plain text with blank lines between paragraphs."""

    question: FilledLine
    answer: FilledLine


class RawText(Record):
    """Text of the source kept beside what was parsed from it."""

    steps: str = ""
    channels: str = ""
    documents: str = ""
    legal_bases: str = ""
    outputs: str = ""
    receiving: str = ""
    description: str = ""


class ServiceRecord(Record):
    """A public service, whole."""

    code: Code
    name: Annotated[FilledLine, StringConstraints(max_length=2000)]
    short_name: Line255 = ""
    summary: Annotated[Line, StringConstraints(max_length=600)] = ""
    popular_names: list[FilledLine] = []
    keywords: list[FilledLine] = []
    decision_number: Line255 = ""
    kind: ProcedureKind = ProcedureKind.UNKNOWN
    field: Annotated[FilledLine, StringConstraints(max_length=255)]
    levels: list[Level] = []
    audiences: list[Audience] = []
    audience_detail: list[FilledLine] = []
    life_events: list[Slug] = []
    agencies: list[AgencyRef] = []
    online_level: OnlineLevel = OnlineLevel.INFO
    non_territorial: bool = False
    steps: list[StepRecord] = []
    channels: list[ChannelRecord] = []
    cases: list[CaseRecord] = []
    outputs: list[OutputRecord] = []
    requirements: list[FilledLine] = []
    legal_bases: list[LegalBasisRecord] = []
    related: list[Code] = []
    targets: list[TargetRecord] = []
    guidance: str | list[dict[str, Any]] = Field(
        default="",
        description="Plain guidance, blank lines between paragraphs; or blocks {type, value}",
    )
    faq: list[QuestionRecord] = []
    effective_from: date | None = None
    effective_to: date | None = None
    superseded_by: Code | None = None
    reviewed_on: date | None = None
    popularity: int = Field(
        default=0, ge=0, le=2_000_000_000, description="Dossiers a year, as far as known"
    )
    source_url: Url = ""
    demo: bool = False
    raw: RawText = RawText()

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if self.effective_from and self.effective_to and self.effective_to < self.effective_from:
            raise ValueError("effective_to lies before effective_from")
        return self


class AgencyRecord(Record):
    """A unit of the tree, with what a visitor asks for: what it does, where, when, phone."""

    slug: Slug
    name: FilledLine
    short_name: Line = ""
    kind: AgencyKind
    parent: Slug | None = None
    egov_code: Annotated[Line, StringConstraints(pattern=r"^([A-Z]\d{2}(\.\d{2,3}){0,3})?$")] = ""
    description: Line = ""
    address: Line = ""
    phone: Line = ""
    email: Line = ""
    website: Line = ""
    opening_hours: list[OpeningHours] = []
    former_names: list[FilledLine] = []
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)


class OpeningHours(Record):
    """Hours of one run of weekdays (ISO, 1 = Monday); times are local, "07:30"."""

    days: list[Literal[1, 2, 3, 4, 5, 6, 7]]
    opens: Annotated[str, StringConstraints(pattern=r"^\d{2}:\d{2}$")]
    closes: Annotated[str, StringConstraints(pattern=r"^\d{2}:\d{2}$")]


class FieldRecord(Record):
    """Lĩnh vực."""

    slug: Slug
    name: FilledLine
    description: Line = ""
    icon: Slug = "folder"


class LifeEventRecord(Record):
    """Sự kiện đời người of citizens or of businesses, with a lucide icon's name."""

    slug: Slug
    name: FilledLine
    audience: Audience
    description: Line = ""
    icon: Slug
    aliases: list[FilledLine] = []
