"""The queue of a unit, as a page and as a file, and its head's overview."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from onestop.desk import queue, showing
from onestop.desk.access import OfficerRequest, heads_only, officers_only
from onestop.desk.pages import page
from onestop.models import Dossier

PAGE_SIZE = 25


@require_safe
@officers_only
def queue_page(request: OfficerRequest) -> HttpResponse:
    """The dossiers of the officer's unit, overdue ones first."""
    filters = queue.Filters.of(request.GET)
    counts = queue.tab_counts(request.officer)
    found = queue.found(request.officer, filters)
    current = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    address = reverse("desk:queue")
    tabs = [
        {
            "label": label,
            "count": counts[name],
            "url": f"{address}?{queue.Filters(tab=name).query()}",
            "current": name == filters.tab and not filters.by_code,
        }
        for name, (label, _statuses) in queue.TABS.items()
    ]
    return page(
        request,
        "queue.html",
        {
            "section": "queue",
            "filters": filters,
            "tabs": tabs,
            "page": current,
            "rows": [_row(dossier) for dossier in current],
            "query": filters.query(),
            "services": queue.services_in(request.officer, filters),
        },
    )


def _row(dossier: Dossier) -> dict[str, Any]:
    colour, words = showing.urgency(dossier)
    return {
        "code": dossier.code,
        "applicant_name": dossier.applicant_name,
        "service_name": dossier.service.name,
        "status_label": showing.status_words(dossier),
        "status_colour": showing.status_colour(dossier),
        "assignee": str(dossier.officer) if dossier.officer else "",
        "due_words": showing.moment(dossier.due_at) or "Không ghi thời hạn",
        "urgency": colour,
        "urgency_words": words,
    }


@require_safe
@officers_only
def queue_csv(request: OfficerRequest) -> StreamingHttpResponse:
    """The filtered queue as CSV, for a spreadsheet: with a byte order mark, and no formula in it."""
    found = queue.found(request.officer, queue.Filters.of(request.GET))
    response = StreamingHttpResponse(_lines(found), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="ho-so-{timezone.localdate():%Y%m%d}.csv"'
    )
    return response


def _lines(found: Any) -> Iterator[str]:
    class Echo:
        @staticmethod
        def write(line: str) -> str:
            return line

    writer = csv.writer(Echo())  # type: ignore[arg-type]
    head = ("Mã hồ sơ", "Mã trên cổng", "Dịch vụ", "Người nộp", "Trạng thái", "Nhận lúc", "Hạn trả", "Người xử lý")  # fmt: skip
    yield "\ufeff" + writer.writerow(head)
    for dossier in found.iterator(chunk_size=500):
        values = (
            dossier.code,
            dossier.reference or "",
            dossier.service.name,
            dossier.applicant_name,
            showing.status_words(dossier),
            showing.moment(dossier.received_at),
            showing.moment(dossier.due_at),
            str(dossier.officer) if dossier.officer else "",
        )
        yield writer.writerow([_harmless(value) for value in values])


def _harmless(value: str) -> str:
    """A cell that begins like a formula is quoted, or a spreadsheet would run it."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


@require_safe
@heads_only
def overview_page(request: OfficerRequest) -> HttpResponse:
    """How the unit stands: what is due, late, waiting, and this week's coming and going."""
    numbers = queue.overview(request.officer)
    address = reverse("desk:queue")

    def tab(name: str, **more: str) -> str:
        return f"{address}?{queue.Filters(tab=name).query(**more)}"

    figures = [
        {"label": "Quá hạn", "count": numbers.overdue, "late": True, "url": tab("can-lam", qua_han="1")},
        {"label": "Hạn hôm nay", "count": numbers.due_today, "url": tab("can-lam")},
        {"label": "Chờ người nộp", "count": numbers.waiting_for_applicant, "url": tab("cho-nguoi-nop")},
        {"label": "Chờ trả kết quả", "count": numbers.to_return, "url": tab("cho-tra")},
        {"label": "Nhận trong tuần", "count": numbers.received_this_week},
        {"label": "Xong trong tuần", "count": numbers.finished_this_week},
    ]  # fmt: skip
    context = {
        "section": "overview",
        "figures": figures,
        "people": queue.by_officer(request.officer),
        "now": showing.moment(timezone.now()),
    }
    return page(request, "overview.html", context)
