"""/tien-do/: how long services really take, and what filing online saves."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.paging import paged
from open_data import downloads, performance, savings
from open_data.chart import resolved_by_month
from open_data.models import Grouping, SavingAssumptions
from open_data.saving_form import rows as saving_rows

ROWS = 25
GROUPS = (Grouping.AGENCY, Grouping.FIELD, Grouping.SERVICE)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Headline, months, a paged table, and the savings with their assumptions."""
    available = performance.available_spans()
    wanted = performance.asked(request.GET.dict(), available)
    rows, pages = paged(request, performance.table(wanted), ROWS, anchor="bang")
    whole = performance.total(wanted.span)
    months = performance.months()
    stands_by = savings.published(SavingAssumptions.for_request(request))
    assumed = savings.with_changes(stands_by, request.GET.dict())
    online = whole.received_online if whole else None
    context = {
        "wanted": wanted,
        "spans": [(span, performance.span_name(span)) for span in available],
        "span_name": performance.span_name(wanted.span),
        "groups": GROUPS,
        "total": whole,
        "months": months,
        "chart": resolved_by_month(months),
        "rows": rows,
        "pages": pages,
        "freshness": performance.freshness(),
        "savings": savings.savings(assumed, online) if online else None,
        "saving_rows": saving_rows(assumed),
        "changed": assumed != stands_by,
        "assumptions_source": SavingAssumptions.for_request(request).source,
    }
    return render(request, "open_data/figures.html", context)


@require_safe
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """All rows of what the page shows a part of, as CSV or JSON."""
    wanted = performance.asked(request.GET.dict(), performance.available_spans())
    rows = performance.table(wanted)
    name = f"tien-do-{wanted.grouping}-{wanted.span}.{kind}"
    if kind == "csv":
        response = HttpResponse(downloads.as_csv(rows), content_type="text/csv; charset=utf-8")
    else:
        fresh = performance.freshness()
        answer = downloads.as_json(rows, fresh.reading if fresh else None)
        if whole := performance.total(wanted.span):
            answer["total"] = downloads.record(whole)
        answer["assumptions"] = asdict(savings.published(SavingAssumptions.for_request(request)))
        response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
