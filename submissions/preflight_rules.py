"""Rules of the preflight that ask the backend: would an application be taken there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from services_catalogue.preflight import Found, Rule, Severity, register
from services_catalogue.vocabulary import TargetKind
from submissions.models import ServiceDrift
from submissions.service_drift import SHUT
from submissions.vocabulary import DriftKind


def _shut(pages: Sequence[Any]) -> dict[str, str]:
    rows = ServiceDrift.objects.filter(
        service_code__in=[page.code for page in pages], kind__in=SHUT, resolved_at__isnull=True
    )
    return dict(rows.values_list("service_code", "kind"))


def _look(parts: Any, known: dict[str, str]) -> Iterable[Found]:
    """Only what people would hand in here; the start button is closed by itself meanwhile."""
    kind = known.get(parts.page.code)
    if kind is None:
        return
    for place, target in enumerate(parts.targets):
        if target.kind == TargetKind.DOSSIER_API:
            yield Found(f"targets-{place}-kind", str(DriftKind(kind).label))


def add() -> None:
    """Put the rule into the catalogue's table; called when the app is ready."""
    register(
        Rule(
            "backend_shut",
            Severity.IMPORTANT,
            3,
            _("Hệ thống xử lý không nhận hồ sơ của dịch vụ này"),
            _("Hỏi cơ quan giải quyết, hoặc đổi nơi nộp trực tuyến."),
            _look,
            "targets",
            known=_shut,
        )
    )
