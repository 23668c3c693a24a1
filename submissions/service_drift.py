"""How the catalogue differs from what the backend says of its services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.publishing import content_changed
from services_catalogue.facts import duration, money
from submissions.backend_export import services_for_backend
from submissions.backends.protocol import BackendError, ServiceFacts
from submissions.models import ServiceDrift
from submissions.vocabulary import DriftKind

#: Kinds that mean that an application handed in now would not be processed.
SHUT = (DriftKind.GONE, DriftKind.CLOSED)


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference, in words for editors."""

    code: str
    kind: DriftKind
    ours: str = ""
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found. ``new`` were not there at the check before."""

    services: int
    open: int
    new: tuple[ServiceDrift, ...]
    resolved: int


def check_services(theirs: Sequence[ServiceFacts]) -> CheckResult:
    """Compare every service handed in here and keep the differences; those that are gone end.

    :raises BackendError: when the backend names no service at all: that is its trouble, and must not
        shut every start button.
    """
    if not theirs:
        raise BackendError("names_no_services")
    known = {one.code: one for one in theirs}
    found: list[Difference] = []
    services = 0
    with translation.override("vi"):  # editors read it in Vietnamese, whoever ran the check
        for ours in services_for_backend():
            services += 1
            found += differences(ours, known.get(ours["code"]))
    return _keep(found, services)


def differences(ours: Mapping[str, Any], theirs: ServiceFacts | None) -> list[Difference]:
    """Between a service of the catalogue (``backend_export.service_facts``) and the backend's.

    What the backend says nothing about is no difference.
    """
    code = ours["code"]
    if theirs is None:
        return [Difference(code, DriftKind.GONE)]
    found = [] if theirs.is_open else [Difference(code, DriftKind.CLOSED)]
    pairs = (
        (DriftKind.FEE, _fee(ours), _fee(_as_ours(theirs))),
        (DriftKind.TERM, _term(ours), _term(_as_ours(theirs))),
    )
    for kind, here, there in pairs:
        if there and here != there:
            found.append(Difference(code, kind, here, there))
    if theirs.papers is not None:
        here_only, there_only = _papers(ours, theirs.papers)
        if here_only or there_only:
            found.append(Difference(code, DriftKind.PAPERS, here_only, there_only))
    return found


def _as_ours(theirs: ServiceFacts) -> dict[str, Any]:
    return {
        "fee": theirs.fee,
        "fee_text": theirs.fee_text,
        "term_value": theirs.term_value,
        "term_unit": theirs.term_unit,
        "term_text": theirs.term_text,
    }


def _fee(facts: Mapping[str, Any]) -> str:
    if facts["fee"] is None:
        return _plain(facts["fee_text"])
    return money(facts["fee"]) if facts["fee"] else _("Miễn phí")


def _term(facts: Mapping[str, Any]) -> str:
    if facts["term_value"] is None:
        return _plain(facts["term_text"])
    return duration(Decimal(str(facts["term_value"])), facts["term_unit"])


def _papers(ours: Mapping[str, Any], theirs: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    here = {(_plain(one["case"]), _plain(one["name"])) for one in ours["papers"]}
    there = {(_plain(case), _plain(name)) for case, names in theirs.items() for name in names}
    return _listed(here - there), _listed(there - here)


def _listed(papers: set[tuple[str, str]]) -> str:
    return "\n".join(f"{case}: {name}" if case else name for case, name in sorted(papers))


def _plain(text: Any) -> str:
    return " ".join(str(text or "").split())


@transaction.atomic
def _keep(found: list[Difference], services: int) -> CheckResult:
    now = timezone.now()
    before = {
        (one.service_code, one.kind): one
        for one in ServiceDrift.objects.select_for_update().filter(resolved_at__isnull=True)
    }
    new: list[ServiceDrift] = []
    for one in found:
        row = before.pop((one.code, one.kind), None)
        if row is None:
            row = ServiceDrift(service_code=one.code, kind=one.kind, first_seen=now)
            new.append(row)
        row.ours, row.theirs, row.last_seen = one.ours, one.theirs, now
        row.save()
    ServiceDrift.objects.filter(pk__in=[row.pk for row in before.values()]).update(resolved_at=now)
    if any(row.kind in SHUT for row in (*new, *before.values())):
        content_changed()  # start buttons tell the truth from now on
    return CheckResult(services, len(found), tuple(new), len(before))
