"""Where the one start button of a service leads: it tells the truth, or there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from services_catalogue.submission_hosts import is_allowed
from services_catalogue.vocabulary import AgencyRole, ChannelKind, TargetKind

if TYPE_CHECKING:
    from datetime import date

    from services_catalogue.models import Agency, ServicePage, SubmissionTarget


@dataclass(frozen=True, slots=True)
class Start:
    """Where the one start button leads, or why there is none.

    ``kind`` is ``online_here``, ``leads_elsewhere``, ``in_person`` or ``closed`` (not in force).
    ``host`` names the other site. ``places`` and ``ways`` say where and how to hand in on paper.
    ``notice`` is what whoever processes applications has to say about it now, in plain words.
    """

    kind: str
    url: str = ""
    host: str = ""
    places: tuple[Agency, ...] = ()
    ways: tuple[str, ...] = ()
    notice: str = ""


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """Whether applications are taken on the portal now, and what to tell people about it."""

    is_open: bool = True
    notice: str = ""


#: Asked before an application is promised; a room above this one knows who processes them.
Gate = Callable[["ServicePage"], GateAnswer]
_gates: list[Gate] = []


def register_gate(gate: Gate) -> None:
    """Let ``gate`` turn start buttons honest. When its answer changes it calls content_changed."""
    if gate not in _gates:
        _gates.append(gate)


def _ask_gates(page: ServicePage) -> GateAnswer:
    answers = [gate(page) for gate in _gates]
    notices = [answer.notice for answer in answers if answer.notice]
    return GateAnswer(all(answer.is_open for answer in answers), " ".join(notices))


def start(page: ServicePage, case_name: str = "", today: date | None = None) -> Start:
    """Decide what the start button says for the chosen case. It never promises what is not there."""
    state = in_force(page, today)
    if state != "now":
        return Start(kind="closed")
    target = _target(page, case_name)
    if target and target.kind == TargetKind.DOSSIER_API and settings.ONLINE_APPLICATION:
        gate = _ask_gates(page)
        if gate.is_open:
            return Start("online_here", url=f"/nop-ho-so/{page.code}/", notice=gate.notice)
        return Start("in_person", places=_places(page), ways=_ways(page), notice=gate.notice)
    if target and target.kind == TargetKind.DEEP_LINK and is_allowed(target.url):
        host = (urlsplit(target.url).hostname or "").removeprefix("www.")
        return Start(kind="leads_elsewhere", url=target.url, host=host)
    return Start(kind="in_person", places=_places(page), ways=_ways(page))


def in_force(page: ServicePage, today: date | None = None) -> str:
    """``now``, ``later`` (not yet), ``ended`` or ``replaced``."""
    today = today or timezone.localdate()
    if page.superseded_by_id and not (page.effective_to and page.effective_to >= today):
        return "replaced"
    if page.effective_to and page.effective_to < today:
        return "ended"
    if page.effective_from and page.effective_from > today:
        return "later"
    return "now"


def _target(page: ServicePage, case_name: str) -> SubmissionTarget | None:
    targets = list(page.targets.all())
    own = [one for one in targets if one.case_name and one.case_name.strip() == case_name]
    general = [one for one in targets if not one.case_name]
    return next(iter(own or general), None)


def _places(page: ServicePage) -> tuple[Agency, ...]:
    for role in (AgencyRole.RECEIVING, AgencyRole.EXECUTING, AgencyRole.COMPETENT):
        if places := [one.agency for one in page.service_agencies.all() if one.role == role]:
            return tuple(places[:3])
    return ()


def _ways(page: ServicePage) -> tuple[str, ...]:
    kinds = {one.kind for one in page.channels.all()} - {ChannelKind.ONLINE}
    return tuple(str(kind.label) for kind in ChannelKind if kind in kinds)
