"""What of bulk work waits on a desk: a file that was compared and not decided on, work that failed."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from services_catalogue.desk.sources import Matter, Source, Waiting, register
from services_catalogue.models import ImportRun, RunState
from services_catalogue.units.scope import Scope


def _imports(user: Any, scope: Scope, most: int) -> Waiting:
    """The person's own files; nobody else can decide on them."""
    runs = ImportRun.objects.filter(created_by=user, state__in=(RunState.READY, RunState.FAILED))
    runs = runs.exclude(file="")
    matters = [
        Matter(
            title=run.file_name,
            url=reverse("bulk_import", args=[run.pk]),
            detail=run.problem or run.get_state_display(),
            since=run.created_at,
        )
        for run in runs[:most]
    ]
    return Waiting(runs.count(), matters)


register(Source("imports", _("Tệp nhập chờ bạn quyết định"), _imports, order=460))
