"""Reads the backend's JSON: strict where the portal relies on it, tolerant of what it does not know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from submissions.backends.protocol import (
    AskedFor,
    BackendError,
    Changes,
    DossierFile,
    DossierState,
    ServiceFacts,
    TakenAttachment,
    TakenDossier,
    TimelineEvent,
)


def not_understood(what: str) -> BackendError:
    """An answer that breaks the contract. It may have done its work: asking again is right."""
    return BackendError(f"answer_not_understood {what}")


def taken_attachment(body: Any) -> TakenAttachment:
    """From ``POST attachments``."""
    return TakenAttachment(
        id=_text(body, "id"), sha256=_text(body, "sha256").lower(), size=int(body.get("size") or 0)
    )


def taken_dossier(body: Any) -> TakenDossier:
    """From ``POST dossiers``."""
    return TakenDossier(
        code=_text(body, "code"),
        status=_status(body),
        received_at=_time(body, "received_at"),
        due_at=_time(body, "due_at"),
        receipt_url=str(body.get("receipt_url") or ""),
    )


def dossier_state(body: Any) -> DossierState:
    """From ``GET dossiers/{code}``, and from one item of the feed of changes."""
    paused = body.get("clock_paused") if isinstance(body, Mapping) else None
    return DossierState(
        code=_text(body, "code"),
        status=_status(body),
        reference=str(body.get("reference") or ""),
        due_at=_time(body, "due_at"),
        clock_paused=None if paused is None else bool(paused),
        timeline=tuple(_event(one, n) for n, one in enumerate(_list(body, "timeline"), 1)),
        requests=tuple(_request(one) for one in _list(body, "requests")),
        files=(
            *(_file("letter", one) for one in _list(body, "letters")),
            *(
                _file("result", one)
                for one in _list(body, "attachments")
                if isinstance(one, Mapping) and one.get("is_result")
            ),
        ),
        service_name=str(body.get("service_name") or ""),
        agency_name=_name(body.get("agency")),
        submitted_at=_time(body, "submitted_at"),
        received_at=_time(body, "received_at"),
    )


def changes(body: Any) -> Changes:
    """From ``GET dossiers?changed_since=``."""
    return Changes(
        items=tuple(dossier_state(one) for one in _list(body, "items")),
        next_cursor=str(_member(body, "next_cursor") or ""),
        has_more=bool(body.get("has_more")),
    )


def service_facts(body: Any) -> ServiceFacts:
    """From one item of ``GET services``."""
    term = body.get("term") if isinstance(body.get("term"), Mapping) else {}
    fee = body.get("fee")
    papers = body.get("papers")
    return ServiceFacts(
        code=_text(body, "code"),
        name=str(body.get("name") or ""),
        is_open=bool(body.get("open", True)),
        fee=_whole(fee.get("amount") if isinstance(fee, Mapping) else fee),
        fee_text=str((fee.get("text") if isinstance(fee, Mapping) else body.get("fee_text")) or ""),
        term_value=_decimal(term.get("value", body.get("term_value"))),
        term_unit=str(term.get("unit", body.get("term_unit")) or ""),
        term_text=str(term.get("text", body.get("term_text")) or ""),
        papers=None if papers is None else _papers(papers),
        raw=body,
    )


def _papers(papers: Any) -> dict[str, tuple[str, ...]]:
    by_case: dict[str, list[str]] = {}
    for paper in papers:
        by_case.setdefault(str(paper.get("case") or ""), []).append(str(paper.get("name") or ""))
    return {case: tuple(names) for case, names in by_case.items()}


def _event(body: Any, number: int) -> TimelineEvent:
    at = _time(body, "at")
    if at is None:
        raise not_understood("at")
    return TimelineEvent(
        id=str(body.get("id") or body.get("number") or number),
        status=_status(body),
        at=at,
        note=str(body.get("note") or ""),
        agency_name=_name(body.get("agency_name") or body.get("agency")),
        kind=str(body.get("kind") or ""),
    )


def _file(kind: str, body: Any) -> DossierFile:
    # The name of a result may name a person, so only letters have a title of theirs.
    title = str(body.get("title") or "")[:255] if kind == "letter" else ""
    return DossierFile(kind, _text(body, "id"), title, _time(body, "issued_at"))


def _name(agency: Any) -> str:
    return str(agency.get("name") if isinstance(agency, Mapping) else agency or "")[:255]


def _request(body: Any) -> AskedFor:
    asked_at = _time(body, "asked_at")
    if asked_at is None:
        raise not_understood("asked_at")
    return AskedFor(
        id=_text(body, "id"),
        kind=_text(body, "kind"),
        asked_at=asked_at,
        reason=str(body.get("reason") or ""),
        items=tuple(
            str(one.get("name") if isinstance(one, Mapping) else one)
            for one in body.get("papers") or body.get("items") or ()
        ),
        amount=_whole(body.get("amount")),
        answered_at=_time(body, "answered_at"),
        closed_at=_time(body, "closed_at"),
    )


def _member(body: Any, name: str) -> Any:
    if not isinstance(body, Mapping) or name not in body:
        raise not_understood(name)
    return body[name]


def _text(body: Any, name: str) -> str:
    value = _member(body, name)
    if not isinstance(value, str | int) or value == "":
        raise not_understood(name)
    return str(value)


def _list(body: Any, name: str) -> list[Any]:
    value = body.get(name) if isinstance(body, Mapping) else None
    if value is None:
        return []
    if not isinstance(value, list):
        raise not_understood(name)
    return value


def _status(body: Any) -> int:
    value = _member(body, "status")
    if isinstance(value, Mapping):
        value = value.get("code", value.get("number"))
    if not isinstance(value, int) or not 1 <= value <= 10:
        raise not_understood("status")
    return value


def _time(body: Any, name: str) -> datetime | None:
    value = body.get(name) if isinstance(body, Mapping) else None
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise not_understood(name) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _decimal(value: Any) -> Decimal | None:
    try:
        return None if value in (None, "") else Decimal(str(value))
    except InvalidOperation:
        return None
