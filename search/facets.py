"""The address of a search and what its page shows: pure functions over parameters and results.

The search page, the service index and the API read the same parameters: ``q``, the facets of
:data:`search.queries.FACETS` (repeatable), ``sort``, ``page``; ``at`` (slug of a commune) and ``who`` (one
of :data:`search.queries.AUDIENCES`) say where and who the visitor is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from search.queries import AUDIENCES, FACETS, MAX_QUERY_LENGTH, SORTS, Query, Visitor
from search.results import ResultSet

#: Values of one facet that are read from an address, and the length of one.
MOST_CHOICES, LONGEST_CHOICE = 20, 120
_SLUG = re.compile(r"[a-z0-9-]{1,120}")
#: Deepest page that is looked at.
LAST_PAGE = 500

HEADINGS: dict[str, str | Promise] = {
    "field": _("Lĩnh vực"),
    "agency": pgettext_lazy("one", "Cơ quan"),
    "level": _("Cấp thực hiện"),
    "audience": _("Dành cho"),
    "life_event": _("Sự kiện"),
    "online_level": _("Nộp trực tuyến"),
}
#: Facets whose values are names; those of the others are a few fixed words, which can be translated.
NAMES = frozenset(["field", "agency", "life_event"])
ORDERS: dict[str, str | Promise] = {
    "relevance": _("Phù hợp nhất"),
    "popularity": _("Nhiều người làm"),
    "name": _("Tên A–Z"),
    "updated": _("Mới cập nhật"),
}


def query_from(parameters: Mapping[str, Iterable[str]], *, size: int = 20) -> Query:
    """The query of an address. ``parameters`` map a name to its values (``dict(request.GET.lists())``).

    What is not understood is left aside: an address from elsewhere is never an error.
    """
    filters = {}
    for facet in FACETS:
        chosen = (value.strip()[:LONGEST_CHOICE] for value in parameters.get(facet, ()))
        values = tuple(dict.fromkeys(value for value in chosen if value))[:MOST_CHOICES]
        if values:
            filters[facet] = values
    sort = _first(parameters, "sort")
    text = _first(parameters, "q").strip()[:MAX_QUERY_LENGTH]
    return Query(
        text=text,
        filters=filters,
        page=_page(_first(parameters, "page")),
        size=size,
        sort=sort if sort in SORTS else default_sort(text),
        visitor=_visitor(parameters),
    )


def default_sort(text: str) -> str:
    """The order when none is asked for: without words there is no relevance."""
    return "relevance" if text else "popularity"


def url_for(
    path: str,
    query: Query,
    *,
    page: int = 1,
    sort: str | None = None,
    filters: Mapping[str, tuple[str, ...]] | None = None,
    text: str | None = None,
) -> str:
    """The address of ``query`` at ``path`` with something changed; the first page by default."""
    text = query.text if text is None else text
    filters = query.filters if filters is None else filters
    sort = query.sort if sort is None else sort
    pairs = [("q", text)] if text else []
    pairs += [(facet, value) for facet in FACETS for value in filters.get(facet, ())]
    if sort != default_sort(text):
        pairs.append(("sort", sort))
    pairs += said_of_visitor(query.visitor)
    if page > 1:
        pairs.append(("page", str(page)))
    return f"{path}?{urlencode(pairs)}" if pairs else path


def said_of_visitor(visitor: Visitor) -> list[tuple[str, str]]:
    """Parameters that say again what the visitor said of themselves."""
    said = [("at", visitor.place), ("who", visitor.audience)]
    return [(name, value) for name, value in said if value]


def toggled(query: Query, facet: str, value: str) -> dict[str, tuple[str, ...]]:
    """The filters of ``query`` with one value put in or taken out."""
    chosen = query.filters.get(facet, ())
    after = tuple(one for one in chosen if one != value)
    if len(after) == len(chosen):
        after = (*chosen, value)
    rest = {name: values for name, values in query.filters.items() if name != facet}
    return {**rest, facet: after} if after else rest


def page_context(path: str, query: Query, results: ResultSet) -> dict[str, Any]:
    """What a page of results shows, for its template: see the keys below."""
    return {
        "query_text": query.text,
        "visitor": query.visitor,
        "said_of_visitor": said_of_visitor(query.visitor),
        "results": results,
        "facets": facet_lists(path, query, results),
        "chips": chips(path, query, results),
        "clear_url": url_for(path, query, filters={}),
        "pages": paging(path, query, results),
        "sort": query.sort,
        "sorts": [
            {
                "value": name,
                "label": label,
                "url": url_for(path, query, sort=name),
                "selected": name == query.sort,
            }
            for name, label in ORDERS.items()
        ],
        "did_you_mean_url": url_for(path, query, text=results.did_you_mean)
        if results.did_you_mean
        else "",
    }


def facet_lists(path: str, query: Query, results: ResultSet) -> list[dict[str, Any]]:
    """Facets that leave a choice, each value with the address that ticks or unticks it."""
    lists = []
    for name in query.facets:
        values = results.facets.get(name, ())
        if not values or (len(values) == 1 and not values[0].selected):
            continue
        lists.append(
            {
                "name": name,
                "heading": HEADINGS[name],
                "values": [
                    {
                        "value": one.value,
                        "label": shown_label(name, one.label),
                        "is_name": name in NAMES,
                        "count": one.count,
                        "selected": one.selected,
                        "url": url_for(path, query, filters=toggled(query, name, one.value)),
                    }
                    for one in values
                ],
            }
        )
    return lists


def shown_label(facet: str, label: str) -> str:
    """A label of the index, which is Vietnamese, as the visitor reads it; names stay as they are."""
    return label if facet in NAMES else gettext(label)


def chips(path: str, query: Query, results: ResultSet) -> list[dict[str, Any]]:
    """What was chosen, each with the address without it."""
    return [
        {
            "label": shown_label(name, one.label),
            "is_name": name in NAMES,
            "remove_url": url_for(path, query, filters=toggled(query, name, one.value)),
        }
        for name in query.facets
        for one in results.facets.get(name, ())
        if one.selected
    ]


def paging(path: str, query: Query, results: ResultSet) -> dict[str, Any]:
    """Where in the pages this one is."""
    last = min(results.pages, LAST_PAGE)
    here = query.page
    return {
        "number": here,
        "total": last,
        "previous_url": url_for(path, query, page=min(here - 1, last)) if here > 1 else "",
        "next_url": url_for(path, query, page=here + 1) if here < last else "",
    }


def _first(parameters: Mapping[str, Iterable[str]], name: str) -> str:
    return next(iter(parameters.get(name, ())), "")


def _visitor(parameters: Mapping[str, Iterable[str]]) -> Visitor:
    place, audience = _first(parameters, "at"), _first(parameters, "who")
    return Visitor(
        place=place if _SLUG.fullmatch(place) else "",
        audience=audience if audience in AUDIENCES else "",
    )


def _page(text: str) -> int:
    return (
        min(max(int(text), 1), LAST_PAGE)
        if text.isascii() and text.isdigit() and len(text) < 6
        else 1
    )
