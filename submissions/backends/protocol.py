"""What the portal asks of a processing backend, and what it is answered. Knows nothing of Django."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol


class BackendError(Exception):
    """The backend did not do what it was asked.

    ``permanent``: asking the same again can never help. ``retry_after``: seconds that the backend
    asked for. ``unwell``: the backend as a whole is in trouble, not this one request. ``reason`` is
    a machine word or two (``http_503 overloaded``): it never repeats what the backend wrote, which
    may quote personal data. ``code`` is the backend's own word for the problem, if it gave one.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        retry_after: float | None = None,
        unwell: bool = False,
        status: int = 0,
        code: str = "",
    ) -> None:
        super().__init__(reason)
        self.reason, self.permanent, self.retry_after = reason, permanent, retry_after
        self.unwell, self.status, self.code = unwell, status, code


@dataclass(frozen=True, slots=True)
class TakenAttachment:
    """What the backend calls a file. ``size`` in bytes, ``sha256`` in hexadecimal."""

    id: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class TakenDossier:
    """What the backend made of a dossier. ``status`` is one of the ten national numbers."""

    code: str
    status: int
    received_at: datetime | None = None
    due_at: datetime | None = None
    receipt_url: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One step. ``id`` is unique within its dossier; ``status`` is the one after the step."""

    id: str
    status: int
    at: datetime
    note: str = ""
    agency_name: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class AskedFor:
    """Papers or a payment that officers ask for. ``amount`` in whole đồng."""

    id: str
    kind: str
    asked_at: datetime
    reason: str = ""
    items: tuple[str, ...] = ()
    amount: int | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DossierFile:
    """A letter to the applicant, or a result handed out as a file. ``kind``: ``letter``, ``result``."""

    kind: str
    id: str
    title: str = ""
    issued_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DossierState:
    """All that the backend tells of one dossier at one moment."""

    code: str
    status: int
    reference: str = ""
    due_at: datetime | None = None
    clock_paused: bool | None = None
    timeline: tuple[TimelineEvent, ...] = ()
    requests: tuple[AskedFor, ...] = ()
    files: tuple[DossierFile, ...] = ()
    service_name: str = ""
    agency_name: str = ""
    submitted_at: datetime | None = None
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """A page of the feed of changes. Reading goes on from ``next_cursor``."""

    items: tuple[DossierState, ...]
    next_cursor: str
    has_more: bool


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """What the backend says of a service it processes. None or empty: it says nothing of it.

    ``fee`` in whole đồng; ``term_value`` counts ``term_unit`` (working_day, day, hour, month);
    ``papers``: names of the papers by case (an empty name when there is only one).
    """

    code: str
    name: str = ""
    is_open: bool = True
    fee: int | None = None
    fee_text: str = ""
    term_value: Decimal | None = None
    term_unit: str = ""
    term_text: str = ""
    papers: Mapping[str, tuple[str, ...]] | None = None
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False)


class ProcessingBackend(Protocol):
    """One backend. Every call has a time-out and raises :class:`BackendError` when it fails.

    ``takes_dossiers``: whether applications can be handed over at all.
    """

    takes_dossiers: bool

    def take_attachment(self, content: bytes, *, content_type: str, sha256: str) -> TakenAttachment:
        """Hand over one file; the same content gives the same id, however often."""
        ...

    def take_dossier(self, dossier: Mapping[str, Any], *, key: str) -> TakenDossier:
        """Hand over one application (Dossier API, ``POST dossiers``); done once for one key."""
        ...

    def supplement(self, code: str, body: Mapping[str, Any], *, key: str) -> None:
        """Hand over what officers asked for; done once for one key."""
        ...

    def withdraw(self, code: str, body: Mapping[str, Any], *, key: str) -> None:
        """Ask to stop; done once for one key."""
        ...

    def dossier(self, code: str) -> DossierState:
        """How one dossier stands."""
        ...

    def track(self, code: str, digits: str) -> DossierState | None:
        """A dossier, also one handed in at a counter, for who knows its code and four digits."""
        ...

    def file(self, code: str, kind: str, number: str = "") -> bytes:
        """A PDF of the dossier: ``receipt``, or a ``letter`` or ``result`` by its id."""
        ...

    def changes(self, cursor: str, limit: int = 100) -> Changes:
        """Dossiers that changed after ``cursor``; an empty one begins at the beginning."""
        ...

    def services(self) -> Sequence[ServiceFacts]:
        """All services that the backend processes."""
        ...

    def statistics(self, since: date, until: date, group_by: str) -> Mapping[str, Any]:
        """Figures of both days and all between, by ``agency``, ``field``, ``service`` or ``month``."""
        ...
