"""What a letter says, as frozen values. Forms: TT 03/2025/TT-VPCP, Phụ lục I, Mẫu 01–05."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar


class Form(StrEnum):
    """The standard forms that are letters to the applicant; the value is the number of the form."""

    RECEIPT = "01"
    SUPPLEMENT_REQUEST = "02"
    REFUSAL = "03"
    APOLOGY = "04"
    STOP_NOTICE = "05"

    @property
    def heading(self) -> str:
        """The name of the form, as the circular gives it."""
        return _HEADINGS[self]

    @property
    def symbol(self) -> str:
        """What stands behind the number of a letter: "17/HDHS"."""
        return _SYMBOLS[self]


_HEADINGS = {
    Form.RECEIPT: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    Form.SUPPLEMENT_REQUEST: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    Form.REFUSAL: "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
    Form.APOLOGY: "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
    Form.STOP_NOTICE: "Thông báo dừng giải quyết hồ sơ",
}
_SYMBOLS = {
    Form.RECEIPT: "TNHS",
    Form.SUPPLEMENT_REQUEST: "HDHS",
    Form.REFUSAL: "TCHS",
    Form.APOLOGY: "XLGH",
    Form.STOP_NOTICE: "DGQ",
}


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who applies, or on whose behalf. Empty lines are left out of the letter."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper that was handed in. ``form`` says as what: "bản điện tử", "bản sao"."""

    name: str
    form: str = "Bản điện tử"
    copies: int = 1


@dataclass(frozen=True, kw_only=True)
class MissingPaper:
    """A paper to hand in, and why it is asked for."""

    name: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What every letter has.

    Times are aware; they are shown in Vietnam's time. ``tracking_url`` becomes the QR: it may hold
    the dossier's code and nothing about a person.
    """

    form: ClassVar[Form]

    agency: str
    parent_agency: str = ""
    #: Where the letter is written: the name of the commune, or of the province.
    place: str = "Quảng Ninh"
    number: str
    issued_at: datetime
    dossier_code: str
    reference: str = ""
    service: str
    applicant: Person
    tracking_url: str
    #: Whom to ask: a phone number of the agency.
    contact: str = ""
    #: The officer who signs; empty where a machine wrote the letter.
    officer: str = ""

    @property
    def heading(self) -> str:
        """The title of the letter."""
        return self.form.heading


@dataclass(frozen=True, kw_only=True)
class Receipt(Letter):
    """Mẫu 01: the dossier is accepted, and when the result is due.

    Until an officer has accepted it (``accepted`` false) the letter says no more than that the dossier
    has come in, and does not call itself Mẫu 01.
    """

    form = Form.RECEIPT

    accepted: bool = True

    papers: tuple[Paper, ...]
    #: The legal term in words: "5 ngày làm việc"; empty where the law gives none.
    term: str = ""
    received_at: datetime
    due_at: datetime | None = None
    result_place: str = ""

    @property
    def heading(self) -> str:
        """The title: of Mẫu 01 only once it is one."""
        return super().heading if self.accepted else "Xác nhận đã nhận hồ sơ trực tuyến"


@dataclass(frozen=True, kw_only=True)
class SupplementRequest(Letter):
    """Mẫu 02: what has to be handed in or corrected. The clock stands still meanwhile."""

    form = Form.SUPPLEMENT_REQUEST

    papers: tuple[MissingPaper, ...]
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Refusal(Letter):
    """Mẫu 03: the dossier is not accepted, and why."""

    form = Form.REFUSAL

    reason: str


@dataclass(frozen=True, kw_only=True)
class Apology(Letter):
    """Mẫu 04: the result is going to be late; why, and when it comes. At most once a dossier."""

    form = Form.APOLOGY

    reason: str
    received_at: datetime
    due_at: datetime
    new_due_at: datetime


@dataclass(frozen=True, kw_only=True)
class StopNotice(Letter):
    """Mẫu 05: work on the dossier stops, and why."""

    form = Form.STOP_NOTICE

    reason: str
    received_at: datetime
