"""What changed in a service: /dv/<code>/thay-doi/."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.paging import paged
from services_catalogue.models import ServicePage
from services_catalogue.permalinks import destination, gone_answer
from services_catalogue.selectors import by_code, published
from services_catalogue.versions.coming import coming
from services_catalogue.versions.history import announced, changed, steps, versions_of

#: Versions on one page, and versions that can be chosen to compare.
ON_PAGE = 10
CHOICES = 60


@require_safe
def history(request: HttpRequest, code: str) -> HttpResponse:
    """The versions of a service with what each changed; ?tu=2&den=5 compares two of them."""
    page = by_code(code, published().select_related("field", "locale"))
    if page is None:
        leads = destination(code)
        if leads is not None and leads.former:
            return redirect("service_history", code=leads.page.code)
        return gone_answer(request, code)
    if page.code != code:
        return redirect("service_history", code=page.code)
    context: dict[str, Any] = {
        "service": page,
        "title": _("Có gì thay đổi"),
        "description": _("Các lần thay đổi của dịch vụ, vì văn bản nào và áp dụng từ ngày nào."),
        "trail": [
            {"title": _("Dịch vụ"), "url": "/dich-vu/"},
            {"title": page.title, "url": page.get_url() or page.permalink},
        ],
    }
    if "tu" in request.GET or "den" in request.GET:
        return render(
            request, "services_catalogue/compared.html", context | _compared(request, page)
        )
    versions, pages = paged(request, versions_of(page.code), ON_PAGE)
    first_page = pages["number"] == 1
    context |= {
        "steps": steps(versions),
        "pages": pages,
        "announced": announced(versions[0] if versions else None, coming(page.code))
        if first_page
        else [],
        "choices": _choices(page) if pages["count"] > 2 else [],
    }
    return render(request, "services_catalogue/history.html", context)


def _choices(page: ServicePage) -> list[Any]:
    return list(versions_of(page.code).defer("packed")[:CHOICES])


def _compared(request: HttpRequest, page: ServicePage) -> dict[str, Any]:
    """Two versions of the service, the older one first whichever way they were chosen."""
    asked = [request.GET.get(name, "") for name in ("tu", "den")]
    numbers = sorted(int(one) for one in asked if one.isascii() and one.isdigit() and len(one) < 7)
    found = {one.number: one for one in versions_of(page.code).filter(number__in=numbers)}
    if len(numbers) != 2 or not all(number in found for number in numbers):
        raise Http404("no such versions")
    older, newer = (found[number] for number in numbers)
    return {
        "older": older,
        "newer": newer,
        "changes": changed(older, newer),
        "choices": _choices(page),
    }
