"""What differs from the backend, on the desk of those who keep the service."""

from __future__ import annotations

from typing import Any

from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services_catalogue.desk.places import edit_url
from services_catalogue.desk.sources import Matter, Source, Waiting, register
from services_catalogue.units.scope import Scope
from submissions.models import ServiceDrift
from submissions.service_drift import SHUT
from submissions.vocabulary import DriftKind

#: Part of the edit form in which each difference is mended.
_PLACES = {
    DriftKind.FEE: "channels",
    DriftKind.TERM: "channels",
    DriftKind.PAPERS: "cases",
    DriftKind.GONE: "targets",
    DriftKind.CLOSED: "targets",
}
_LONGEST = 90


def drift(user: Any, scope: Scope, most: int) -> Waiting:
    """Open differences of services in reach; those that shut the start button first."""
    services = scope.services().filter(code=OuterRef("service_code"), content_language="vi")
    rows = (
        ServiceDrift.objects.filter(resolved_at__isnull=True)
        .annotate(
            page=Subquery(services.values("pk")[:1]), name=Subquery(services.values("title")[:1])
        )
        .exclude(page=None)
        .annotate(shut=Q(kind__in=SHUT))
        .order_by(F("shut").desc(), "first_seen", "pk")
    )
    return Waiting(rows.count(), [_matter(row) for row in rows[:most]])


def _matter(row: Any) -> Matter:
    kind = DriftKind(row.kind)
    detail = str(kind.label)
    if row.ours and row.theirs:
        detail = _("%(what)s: trên cổng %(ours)s, ở hệ thống xử lý %(theirs)s") % {
            "what": detail,
            "ours": _short(row.ours),
            "theirs": _short(row.theirs),
        }
    return Matter(
        title=row.name,
        url=edit_url(row.page, _PLACES.get(kind, "")),
        detail=detail,
        since=row.first_seen,
        urgent=kind in SHUT,
        service_id=row.page,
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def add() -> None:
    """Register the kind; called when the app is ready."""
    register(
        Source(
            "drift",
            gettext_lazy("Khác với hệ thống xử lý"),
            drift,
            300,
            reverse_lazy("drift_report"),  # type: ignore[arg-type]
            for_contacts=True,
        )
    )
