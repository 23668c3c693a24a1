"""What law a change follows, read from the two records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_date
from wagtail.models import Revision

from services_catalogue.models import ChangeCause, ChangeOrigin

if TYPE_CHECKING:
    from services_catalogue.exchange.records import ServiceRecord


@dataclass(frozen=True, slots=True)
class LegalCause:
    """A legal document, as far as it is known; empty for a change without one."""

    number: str = ""
    title: str = ""
    url: str = ""
    in_force_from: date | None = None
    origin: str = ChangeOrigin.IMPORT


def cause_between(old: ServiceRecord, new: ServiceRecord) -> LegalCause:
    """The decision that announces the change, when it is another; else the first new legal basis."""
    in_force = new.effective_from
    if new.decision_number and new.decision_number != old.decision_number:
        return LegalCause(number=new.decision_number, in_force_from=in_force)
    known = {(one.number, one.title) for one in old.legal_bases}
    for one in new.legal_bases:
        if (one.number, one.title) not in known:
            return LegalCause(one.number, one.title, one.url, in_force)
    return LegalCause(in_force_from=in_force)


def note_cause(revision: Revision, cause: LegalCause) -> ChangeCause:
    """Keep why ``revision`` was made; told again, the newer word counts."""
    return ChangeCause.objects.update_or_create(
        revision=revision,
        defaults={
            "origin": cause.origin,
            "document_number": cause.number[:255],
            "document_title": cause.title,
            "document_url": cause.url[:1000],
            "in_force_from": cause.in_force_from,
        },
    )[0]


def cause_shown(revision: Revision) -> ChangeCause | None:
    """Why ``revision`` was made: what an import noted, else what the editor chose with it."""
    noted = ChangeCause.objects.filter(revision=revision).first()
    if noted is not None and (noted.document_number or noted.document_title):
        return noted
    number = revision.content.get("change_cause") or ""
    if not number:
        return noted
    bases = revision.content.get("legal_bases") or []
    law: dict[str, Any] = next((one for one in bases if one.get("number") == number), {})
    return ChangeCause(
        origin=noted.origin if noted else ChangeOrigin.EDITOR,
        document_number=number,
        document_title=law.get("title") or "",
        document_url=law.get("url") or "",
        in_force_from=parse_date(revision.content.get("applies_from") or ""),
    )


def cause_in_words(cause: ChangeCause) -> str:
    """Number and title of the document, else where the change came from."""
    return " ".join(filter(None, (cause.document_number, cause.document_title))) or str(cause)
