"""/tien-do/: how long services really take, and what filing online saves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from core.paging import paged
from open_data import downloads, performance, savings
from open_data.chart import resolved_by_month
from open_data.models import Figure, Grouping, SavingAssumptions
from open_data.saving_form import rows as saving_rows
from open_data.waiting import FEWEST

ROWS = 25
#: One service, field or agency: the word in its address.
OWN = {"dich-vu": Grouping.SERVICE, "linh-vuc": Grouping.FIELD, "co-quan": Grouping.AGENCY}
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
def own_figures(request: HttpRequest, group: str, key: str) -> HttpResponse:
    """One service, field or agency: the last twelve months together and month by month."""
    total = _known(group, key)
    months = performance.own_months(OWN[group], key)
    context = {
        "group": group,
        "grouping": OWN[group],
        "total": total,
        "span_name": performance.span_name(total.span),
        "months": months,
        "chart": resolved_by_month(months),
        "fewest": FEWEST,
        "freshness": performance.freshness(),
    }
    return render(request, "open_data/own_figures.html", context)


@require_safe
def own_download(request: HttpRequest, group: str, key: str, kind: str) -> HttpResponse:
    """The months of one service, field or agency, as CSV or JSON."""
    whole = _known(group, key)
    return _file(f"tien-do-{group}-{key}", kind, performance.own_months(OWN[group], key), whole)


def _known(group: str, key: str) -> Figure:
    found = performance.own_total(OWN[group], key)
    if found is None:
        raise Http404("no figures of this")
    return found


@require_safe
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """All rows of what the page shows a part of, as CSV or JSON."""
    wanted = performance.asked(request.GET.dict(), performance.available_spans())
    name = f"tien-do-{wanted.grouping}-{wanted.span}"
    whole = performance.total(wanted.span)
    more = {"assumptions": asdict(savings.published(SavingAssumptions.for_request(request)))}
    return _file(name, kind, performance.table(wanted), whole, more)


def _file(
    name: str,
    kind: str,
    rows: Iterable[Figure],
    whole: Figure | None,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    if kind == "csv":
        response = HttpResponse(downloads.as_csv(rows), content_type="text/csv; charset=utf-8")
    else:
        fresh = performance.freshness()
        answer = downloads.as_json(rows, fresh.reading if fresh else None)
        if whole:
            answer["total"] = downloads.record(whole)
        response = JsonResponse(answer | (more or {}), json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.{kind}"'
    return response
