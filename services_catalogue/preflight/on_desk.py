"""Public services that lack a required part, on the desk of those who keep them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from services_catalogue.desk.sources import Matter, Source, Waiting, register
from services_catalogue.models import ServiceCheck
from services_catalogue.preflight.findings import restored
from services_catalogue.units.scope import Scope


def waiting(user: Any, scope: Scope, most: int) -> Waiting:
    """Most used first. Two queries."""
    checks = ServiceCheck.objects.filter(
        blocking__gt=0, page__live=True, page__in=scope.services().values("pk")
    )
    rows = checks.select_related("page").order_by("-page__popularity", "page_id")[:most]
    return Waiting(checks.count(), [_matter(row) for row in rows])


def _matter(row: ServiceCheck) -> Matter:
    blocking = [one for one in restored(row.findings) if one.blocks]
    url = reverse("wagtailadmin_pages:edit", args=[row.page_id])
    return Matter(
        title=row.page.title,
        url=f"{url}#den={blocking[0].anchor}" if blocking else url,
        detail="; ".join(str(one.what) for one in blocking),
        service_id=row.page_id,
    )


def add() -> None:
    """Add this kind of matter; called when the app is ready."""
    register(
        Source(
            "preflight",
            _("Đã công bố mà còn thiếu phần bắt buộc"),
            waiting,
            order=450,
            all_url=reverse_lazy("completeness", query={"blocked": "1"}),  # type: ignore[arg-type]
        )
    )
