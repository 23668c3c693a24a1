"""A filtered list of services as a file that the import takes back unchanged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from services_catalogue.bulk import tasks
from services_catalogue.bulk.exports.reading import records_of
from services_catalogue.bulk.exports.writing import begin
from services_catalogue.bulk.listed import listed
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.exchange.writing import csv_lines, write_workbook
from services_catalogue.models import Field
from services_catalogue.units.scope import scope_of

#: A workbook is written whole before its first byte leaves: for more services than these, which
#: take some seconds, the worker writes it.
WORKBOOK_MOST = 500


def export(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The services of the list, as their latest drafts have them, in a file of this kind."""
    scope = scope_of(request.user)
    if not (scope.everything or scope.agencies):
        raise PermissionDenied
    keys = list(listed(request.GET, request).values_list("pk", flat=True))
    name = f"dich-vu-{timezone.localdate():%Y%m%d}.{ending}"
    if ending == "xlsx" and len(keys) > WORKBOOK_MOST:
        run, new = begin(request.user, keys, name)
        if new:
            tasks.write_export.enqueue(pk=run.pk)
        return redirect("bulk_export_run", pk=run.pk)
    answer = _ANSWERS[ending](records_of(keys))
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _json(records: Iterable[ServiceRecord]) -> HttpResponseBase:
    lines = (record.model_dump_json(warnings=False) + "\n" for record in records)
    return StreamingHttpResponse(lines, content_type="application/x-ndjson")


def _csv(records: Iterable[ServiceRecord]) -> HttpResponseBase:
    return StreamingHttpResponse(csv_lines(records), content_type="text/csv; charset=utf-8")


def _workbook(records: Iterable[ServiceRecord]) -> HttpResponseBase:
    """A workbook is one zip file, so it is written whole before its first byte leaves."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "danh-muc.xlsx"
        write_workbook(path, records, fields=Field.objects.values_list("name", flat=True))
        file = path.open("rb")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return FileResponse(file, content_type=kind)


_ANSWERS: dict[str, Callable[[Iterable[ServiceRecord]], HttpResponseBase]] = {
    "xlsx": _workbook,
    "csv": _csv,
    "jsonl": _json,
}
