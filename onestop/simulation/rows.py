"""Rows of the database for simulated lives, with the digests of their events."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from onestop.models.figures import COUNT_COLUMNS, DAY_COLUMNS
from onestop.simulation.clock import local_day, sql, sql_and_iso
from onestop.simulation.lives import Life
from onestop.vocabulary import Channel, DossierStatus, EventKind

ACTOR = "canbo"
_S, _K = DossierStatus, EventKind
_REQUESTS = {_K.PAPERS_ASKED.value: "papers", _K.PAYMENT_ASKED.value: "payment"}
_ANSWERS = {_K.SUPPLEMENTED.value: "papers", _K.PAID.value: "payment"}
_WAITING = {_S.WAITING_PAPERS.value, _S.WAITING_PAYMENT.value}
_RESULTS = {_K.FINISHED.value, _K.RETURNED.value}
_ENDED = {status.value for status in _S if status.ended}
#: What the simulated officers ask for: the whole dossier's fee is not theirs to know.
PAYMENT = 100_000
_PAPER = json.dumps([{"name": "Tờ khai", "reason": ""}], ensure_ascii=False)
_COLUMNS = {name: place for place, name in enumerate((*COUNT_COLUMNS, *DAY_COLUMNS))}

DOSSIER = [
    "id",
    "code",
    "reference",
    "client_id",
    "service_id",
    "agency_id",
    "officer_id",
    "case",
    "channel",
    "form",
    "applicant",
    "applicant_name",
    "data",
    "status",
    "resume_status",
    "submitted_at",
    "received_at",
    "due_at",
    "paused_since",
    "paused_days",
    "extended_at",
    "finished_at",
    "ended_at",
    "change",
    "version",
    "event_count",
    "chain_head",
]
EVENT = [
    "dossier_id",
    "number",
    "kind",
    "status",
    "at",
    "actor",
    "agency_code",
    "note",
    "data",
    "digest",
]
PAPERS = ["id", "dossier_id", "reason", "papers", "asked_at", "answered_at", "closed_at"]
PAYMENTS = ["id", "dossier_id", "reason", "amount", "asked_at", "answered_at", "closed_at"]


@dataclass(slots=True)
class Rows:
    """What one batch writes. ``ids``: the next free ones by table; ``figures`` by (group, key, day)."""

    ids: dict[str, int]
    change: int
    dossiers: list[tuple] = field(default_factory=list)
    events: list[tuple] = field(default_factory=list)
    papers: list[tuple] = field(default_factory=list)
    payments: list[tuple] = field(default_factory=list)
    figures: dict[tuple[str, str, int], list[int]] = field(default_factory=dict)

    def add(
        self,
        life: Life,
        *,
        code: str,
        service: Any,
        agency: Any,
        channel: int,
        person: tuple[str, str],
        column_of_days: str,
        punctuality: str,
    ) -> None:
        """One dossier with its events, requests and figures."""
        pk = self.ids["dossier"]
        self.ids["dossier"] += 1
        self.change += 1
        requests: dict[str, list[Any]] = {}
        head = self._events(life, pk, code, agency.code, requests)
        last = life.steps[-1]
        waiting, ended = last.status in _WAITING, last.status in _ENDED
        received = sql(life.received)
        self.dossiers.append(
            (
                pk,
                code,
                None,
                None,
                service.pk,
                agency.pk,
                None,
                "",
                channel,
                "{}",
                person[1],
                person[0],
                "{}",
                last.status,
                life.steps[-2].status if waiting else None,
                received,
                received,
                sql(life.due) if life.due else None,
                sql(last.at) if waiting else None,
                life.paused_days,
                None,
                sql(life.finished) if life.finished else None,
                sql(last.at) if ended else None,
                self.change,
                len(life.steps),
                len(life.steps),
                head,
            )
        )
        self._keep_requests(requests, sql(last.at) if ended else None)
        self._count(life, service, agency, channel, last, column_of_days, punctuality)

    def _events(
        self, life: Life, pk: int, code: str, agency_code: str, requests: dict[str, list[Any]]
    ) -> bytes:
        head = b""
        for number, step in enumerate(life.steps, start=1):
            kind_of_step = step.kind
            written, at = sql_and_iso(step.at)
            data = "{}"
            if number == 1:
                data = '{"papers":[]}'
            elif kind := _REQUESTS.get(kind_of_step):
                request = self.ids[kind]
                self.ids[kind] += 1
                requests[kind] = [request, pk, step.note, written, None]
                amount = f'"amount":{PAYMENT},' if kind == "payment" else ""
                data = f'{{{amount}"request":"{kind}-{request}"}}'
            elif kind := _ANSWERS.get(kind_of_step):
                requests[kind][4] = written
                amount = f'"amount":{PAYMENT},' if kind == "payment" else ""
                data = f'{{{amount}"request":"{kind}-{requests[kind][0]}"}}'
            elif kind_of_step in _RESULTS:
                data = '{"results":[]}'
            # What event_digest hashes, written by hand: none of the texts needs escaping.
            text = (
                f'["{code}",{number},"{kind_of_step}",{step.status},"{at}",'
                f'"{ACTOR}","{agency_code}","{step.note}",{data}]'
            )
            head = sha256(head + text.encode()).digest()
            self.events.append(
                (
                    pk,
                    number,
                    kind_of_step,
                    step.status,
                    written,
                    ACTOR,
                    agency_code,
                    step.note,
                    data,
                    head,
                )
            )
        return head

    def _keep_requests(self, requests: dict[str, list[Any]], ended: str | None) -> None:
        for kind, (request, pk, reason, asked, answered) in requests.items():
            closed = answered or ended
            about = _PAPER if kind == "papers" else PAYMENT
            row = (request, pk, reason, about, asked, answered, closed)
            (self.papers if kind == "papers" else self.payments).append(row)

    def _count(
        self,
        life: Life,
        service: Any,
        agency: Any,
        channel: int,
        last: Any,
        column: str,
        punctuality: str,
    ) -> None:
        came = ("received", "received_online") if channel == Channel.ONLINE else ("received",)
        self._add_figures(service, agency, local_day(life.received), came)
        if life.finished:
            counted = ("resolved", punctuality, column)
            self._add_figures(service, agency, local_day(life.finished), counted)
        elif last.status in {_S.DENIED, _S.STOPPED}:
            self._add_figures(service, agency, local_day(last.at), ("refused",))
        elif last.status == _S.WITHDRAWN:
            self._add_figures(service, agency, local_day(last.at), ("withdrawn",))

    def _add_figures(self, service: Any, agency: Any, day: int, columns: tuple[str, ...]) -> None:
        for key in (
            ("agency", agency.code, day),
            ("field", service.field_code, day),
            ("service", service.code, day),
        ):
            row = self.figures.get(key)
            if row is None:
                row = self.figures[key] = [0] * len(_COLUMNS)
            for column in columns:
                row[_COLUMNS[column]] += 1
