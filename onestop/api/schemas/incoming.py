"""What clients send."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from onestop.api.schemas.values import EXAMPLE_CODE, Moment, ShortText


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
