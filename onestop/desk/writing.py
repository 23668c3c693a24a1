"""From a dossier to its letters: filled in, numbered, kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from pydantic import TypeAdapter

from onestop.desk.models import LetterCounter, SentLetter
from onestop.letters import (
    Apology,
    Form,
    Letter,
    MissingPaper,
    Paper,
    Person,
    Receipt,
    Refusal,
    StopNotice,
    SupplementRequest,
    render,
)
from onestop.models import Dossier, Officer
from onestop.vocabulary import EventKind
from onestop.working_days import vietnam_day

CLASSES: dict[Form, type[Letter]] = {
    Form.RECEIPT: Receipt,
    Form.SUPPLEMENT_REQUEST: SupplementRequest,
    Form.REFUSAL: Refusal,
    Form.APOLOGY: Apology,
    Form.STOP_NOTICE: StopNotice,
}


def receipt(dossier: Dossier, *, at: datetime, officer: Officer | None = None) -> Receipt:
    """Mẫu 01 of ``dossier``, not yet numbered: the serial of its code stands in.

    Before an officer has accepted the dossier it only confirms that it came in.
    """
    papers = tuple(
        Paper(name=paper.role or paper.filename)
        for paper in dossier.attachments.filter(supplement=None, is_result=False)
    )
    return Receipt(
        **_common(dossier, Form.RECEIPT, at, officer),
        accepted=was_accepted(dossier),
        papers=papers,
        term=term_words(dossier),
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        result_place=f"Bộ phận Một cửa, {dossier.agency.name}",
    )


def receipt_pdf(dossier: Dossier) -> bytes:
    """The receipt as PDF: the one that was sent, else as the dossier stands."""
    sent = SentLetter.objects.filter(dossier=dossier, form=Form.RECEIPT).first()
    return pdf(sent) if sent else render(receipt(dossier, at=dossier.received_at))


def was_accepted(dossier: Dossier) -> bool:
    """Whether an officer has accepted it, whatever came of it."""
    return dossier.events.filter(kind=EventKind.ACCEPTED).exists()


def supplement_request(
    dossier: Dossier, *, at: datetime, officer: Officer, papers: Sequence[str], reason: str
) -> SupplementRequest:
    """Mẫu 02."""
    return SupplementRequest(
        **_common(dossier, Form.SUPPLEMENT_REQUEST, at, officer),
        papers=tuple(MissingPaper(name=name) for name in papers),
        reason=reason,
    )


def refusal(dossier: Dossier, *, at: datetime, officer: Officer, reason: str) -> Refusal:
    """Mẫu 03."""
    return Refusal(**_common(dossier, Form.REFUSAL, at, officer), reason=reason)


def apology(
    dossier: Dossier,
    *,
    at: datetime,
    reason: str,
    due_at: datetime,
    new_due_at: datetime,
    officer: Officer | None = None,
) -> Apology:
    """Mẫu 04; without an officer it says that a machine wrote it."""
    return Apology(
        **_common(dossier, Form.APOLOGY, at, officer),
        reason=reason,
        received_at=dossier.received_at,
        due_at=due_at,
        new_due_at=new_due_at,
    )


def stop_notice(dossier: Dossier, *, at: datetime, officer: Officer, reason: str) -> StopNotice:
    """Mẫu 05."""
    return StopNotice(
        **_common(dossier, Form.STOP_NOTICE, at, officer),
        reason=reason,
        received_at=dossier.received_at,
    )


@transaction.atomic
def send(dossier: Dossier, letter: Letter) -> SentLetter:
    """Number ``letter`` in the order of its agency, form and year, and keep it.

    Belongs into the transaction of the move that it tells of.
    """
    year = vietnam_day(letter.issued_at).year
    counter, _new = LetterCounter.objects.select_for_update().get_or_create(
        agency_id=dossier.agency_id, form=letter.form, year=year
    )
    counter.last += 1
    counter.save(update_fields=["last"])
    numbered = replace(letter, number=f"{counter.last}/{letter.form.symbol}")
    return SentLetter.objects.create(
        dossier=dossier,
        agency_id=dossier.agency_id,
        form=letter.form,
        year=year,
        number=counter.last,
        issued_at=letter.issued_at,
        content=TypeAdapter(type(numbered)).dump_python(numbered, mode="json"),
    )


def pdf(sent: SentLetter) -> bytes:
    """The letter as it was sent."""
    return render(TypeAdapter(CLASSES[Form(sent.form)]).validate_python(sent.content))


def term_words(dossier: Dossier) -> str:
    """The legal term in words: "5 ngày làm việc"; empty when the service has none."""
    service = dossier.service
    if service.term_value is None:
        return service.term_text
    value = f"{service.term_value.normalize():f}".replace(".", ",")
    return f"{value} {service.get_term_unit_display()}"


def _common(dossier: Dossier, form: Form, at: datetime, officer: Officer | None) -> dict[str, Any]:
    agency, about = dossier.agency, dossier.applicant
    return {
        "agency": agency.name,
        "parent_agency": agency.parent_name,
        "number": f"{dossier.code.rsplit('-', 1)[-1]}/{form.symbol}",
        "issued_at": at,
        "dossier_code": dossier.code,
        "reference": dossier.reference or "",
        "service": dossier.service.name,
        "applicant": Person(
            name=dossier.applicant_name or "Người nộp hồ sơ",
            **{key: str(about.get(key) or "") for key in ("address", "phone", "email")},
        ),
        "tracking_url": f"{settings.PUBLIC_URL}/tra-cuu-ho-so/?ma={dossier.code}",
        "contact": agency.phone,
        "officer": str(officer) if officer else "",
    }
