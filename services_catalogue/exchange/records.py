"""The one schema of a service outside the database: what is imported, exported and compared.

Every reader (national portal, Ministry of Defence, the ministries' lists, our own files) makes
these records; the importer writes nothing else. Keys are English (CPSV-AP 3.2.0 and schema.org
words), values are what people read. Empty string and empty list mean "not stated".
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

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


class Record(BaseModel):
    """Base of all records: unknown keys are errors, so that a misspelt key is never lost."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FeeRecord(Record):
    """Phí or lệ phí. ``amount`` is whole đồng; None when ``text`` alone says it ("Theo diện tích")."""

    kind: FeeKind = FeeKind.LEVY
    amount: int | None = Field(default=None, ge=0)
    text: Line = ""
    description: Line = ""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.amount is None and not self.text:
            raise ValueError("a fee needs an amount in whole đồng or a text")
        return self


class TimeLimitRecord(Record):
    """Thời hạn giải quyết. ``value`` only together with ``unit``; ``text`` is the words of the source."""

    value: float | None = Field(default=None, gt=0)
    unit: DurationUnit | None = None
    text: Line = ""
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

    name: FilledLine
    file: Line = ""
    url: Line = ""


class RequiredDocumentRecord(Record):
    """One paper of a case (thành phần hồ sơ)."""

    name: FilledLine
    originals: int = Field(default=0, ge=0)
    copies: int = Field(default=0, ge=0)
    required: bool = True
    note: Line = ""
    form: FormFileRecord | None = None


class CaseRecord(Record):
    """Trường hợp: a set of papers for one situation. The name may be empty when there is one case."""

    name: Line = ""
    documents: list[RequiredDocumentRecord] = []


class StepRecord(Record):
    """One step of the way (trình tự thực hiện), plain text; ``actor`` says who does it."""

    title: Line = ""
    body: Line = ""
    actor: Line = ""


class LegalBasisRecord(Record):
    """Căn cứ pháp lý: number ("60/2014/QH13") and title, at least one of them."""

    number: Line = ""
    title: Line = ""
    url: Line = ""

    @model_validator(mode="after")
    def _named(self) -> Self:
        if not self.number and not self.title:
            raise ValueError("a legal basis needs a number or a title")
        return self


class OutputRecord(Record):
    """Kết quả: what the citizen gets."""

    name: FilledLine
    code: Line = ""


class AgencyRef(Record):
    """An agency in a role, by slug when known, else by name (the importer finds or makes it)."""

    role: AgencyRole
    name: FilledLine
    slug: Slug | None = None


class TargetRecord(Record):
    """Where a case is submitted. ``case`` empty means all cases."""

    kind: TargetKind
    case: Line = ""
    url: Line = ""


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


class ServiceRecord(Record):
    """A public service, whole."""

    code: Code
    name: FilledLine
    short_name: Annotated[Line, StringConstraints(max_length=255)] = ""
    summary: Annotated[Line, StringConstraints(max_length=600)] = ""
    popular_names: list[FilledLine] = []
    keywords: list[FilledLine] = []
    decision_number: Line = ""
    kind: ProcedureKind = ProcedureKind.UNKNOWN
    field: FilledLine
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
    guidance: str = Field(default="", description="Plain guidance, blank lines between paragraphs")
    faq: list[QuestionRecord] = []
    effective_from: date | None = None
    effective_to: date | None = None
    superseded_by: Code | None = None
    reviewed_on: date | None = None
    popularity: int = Field(default=0, ge=0, description="Dossiers a year, as far as known")
    source_url: Line = ""
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
