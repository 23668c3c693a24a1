"""Search and suggestions."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Query as QueryParameter
from ninja import Router

from api.links import absolute
from api.schemas import (
    FacetValueOut,
    SearchItem,
    SearchOut,
    SearchQueryOut,
    SuggestionOut,
    SuggestOut,
)
from search.finding import find, suggest
from search.queries import MAX_QUERY_LENGTH, Query
from search.results import ResultSet

router = Router(tags=["search"])

#: Facets of the answer (contract.md), in the order people see them.
ANSWERED_FACETS = ("field", "agency", "level", "audience", "life_event", "online_level")


@router.get("search", response=SearchOut, operation_id="search_services")
def search_services(
    request: HttpRequest,
    q: Annotated[str, QueryParameter(description="What you need, in any words")] = "",
    size: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
    page: Annotated[int, QueryParameter(ge=1, le=10_000)] = 1,
    field: Annotated[list[str], QueryParameter()] = [],  # noqa: B006
    agency: Annotated[list[str], QueryParameter()] = [],  # noqa: B006
    level: Annotated[list[str], QueryParameter()] = [],  # noqa: B006
    audience: Annotated[list[str], QueryParameter()] = [],  # noqa: B006
    life_event: Annotated[list[str], QueryParameter()] = [],  # noqa: B006
    online_level: Annotated[list[str], QueryParameter()] = [],  # noqa: B006
) -> SearchOut:
    """Find services. Give a facet more than once to accept any of its values."""
    chosen = {
        "field": field,
        "agency": agency,
        "level": level,
        "audience": audience,
        "life_event": life_event,
        "online_level": online_level,
    }
    query = Query(
        text=q[:MAX_QUERY_LENGTH],
        filters={name: tuple(values) for name, values in chosen.items() if values},
        page=page,
        size=size,
        facets=ANSWERED_FACETS,
    )
    return _answer(query.text, find(query))


@router.get("suggest", response=SuggestOut, operation_id="suggest_services")
def suggest_services(
    request: HttpRequest, q: str = "", size: Annotated[int, QueryParameter(ge=1, le=20)] = 8
) -> SuggestOut:
    """Complete what is being typed."""
    found = suggest(q[:MAX_QUERY_LENGTH], size=size) if q.strip() else []
    return SuggestOut(
        items=[SuggestionOut(text=one.text, code=one.code, url=absolute(one.url)) for one in found]
    )


def _answer(text: str, results: ResultSet) -> SearchOut:
    return SearchOut(
        query=SearchQueryOut(
            text=text, understood=results.understood, did_you_mean=results.did_you_mean
        ),
        total=results.total,
        low_confidence=results.low_confidence,
        engine=results.engine,
        took_ms=round(results.took_ms, 2),
        items=[
            SearchItem(
                code=hit.document.code,
                title=hit.document.title,
                short_name=hit.document.short_name,
                url=absolute(hit.document.url),
                permalink=absolute(f"/dv/{hit.document.code}"),
                summary=hit.document.summary,
                highlights=hit.highlights,
                score=round(hit.score, 4),
                online_level=hit.document.online_level.value if hit.document.online_level else "",
            )
            for hit in results.hits
        ],
        facets={
            name: [FacetValueOut(value=v.value, label=v.label, count=v.count) for v in values]
            for name, values in results.facets.items()
        },
    )
