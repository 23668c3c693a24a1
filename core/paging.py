"""Lists cut into pages, with addresses that keep what else was asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest


def paged(
    request: HttpRequest, items: QuerySet | Sequence[Any], size: int, *, anchor: str = ""
) -> tuple[list[Any], dict[str, Any]]:
    """The items of the page in the address (?page=2), and the context of components/pagination.html.

    ``anchor`` is the id of the list, for pages where other things stand above it. Raises Http404
    for a page that there is not, so that no endless list of addresses exists.
    """
    paginator = Paginator(items, size)
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    if number < 1 or number > paginator.num_pages:
        raise Http404(f"no page {number}")
    page = paginator.page(number)
    links = {
        "number": number,
        "total": paginator.num_pages,
        "count": paginator.count,
        "previous_url": page_address(request, number - 1, anchor) if number > 1 else "",
        "next_url": page_address(request, number + 1, anchor) if page.has_next() else "",
    }
    return list(page.object_list), links


def page_address(request: HttpRequest, number: int, anchor: str = "") -> str:
    """The address of the request with another page number; the first page has none."""
    parameters = request.GET.copy()
    parameters.pop("page", None)
    if number > 1:
        parameters["page"] = str(number)
    query = parameters.urlencode()
    return request.path + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")
