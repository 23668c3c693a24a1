"""A filtered list of services as a file that the import takes back unchanged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from services_catalogue.bulk.listed import listed
from services_catalogue.exchange.exporting import record_for
from services_catalogue.exchange.loading import load_pages
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.exchange.updating import with_editors_drafts
from services_catalogue.exchange.writing import csv_lines, write_workbook
from services_catalogue.models import Field
from services_catalogue.units.scope import scope_of

_PAGES = 200
#: A workbook is written whole within the request: some seconds for so many services, not minutes.
WORKBOOK_MOST = 500


def export(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The services of the list, as their latest drafts have them, in a file of this kind."""
    scope = scope_of(request.user)
    if not (scope.everything or scope.agencies):
        raise PermissionDenied
    codes = list(listed(request.GET, request).values_list("code", flat=True))
    if ending == "xlsx" and len(codes) > WORKBOOK_MOST:
        said = _(
            "Bảng tính chỉ chứa nhiều nhất %(most)s dịch vụ một lần. Lọc bớt danh sách, hoặc tải .csv, .jsonl cho cả danh sách."
        )
        messages.warning(request, said % {"most": intcomma(WORKBOOK_MOST)})
        return redirect(f"{reverse('dich_vu_cong:index')}?{request.GET.urlencode()}")
    answer = _ANSWERS[ending](_records(codes))
    name = f"dich-vu-{timezone.localdate():%Y%m%d}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _records(codes: list[str]) -> Iterator[ServiceRecord]:
    """What the import would compare with: of a page with a draft, the draft."""
    for start in range(0, len(codes), _PAGES):
        pages = with_editors_drafts(load_pages("vi", codes[start : start + _PAGES]))
        for code in sorted(pages):
            yield record_for(pages[code])


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
