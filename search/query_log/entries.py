"""What a page of results gives to the log, whether it was rendered or served from a cache.

The view attaches an entry to its response (:func:`attach`); the entry is kept with the page in the
page cache; whoever serves the page calls :func:`count_served`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from search.queries import Query
from search.query_log.counting import counter
from search.query_log.scrubbing import scrub
from search.results import ResultSet

#: Programs that search by themselves. People's browsers name none of these.
_ROBOTS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|mediapartners|facebookexternalhit|preview|"
    r"curl|wget|python|java/|go-http|okhttp|libwww|httpx|aiohttp|scrapy|headless|lighthouse|monitor",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One search as it is counted: its text without personal data, and how it was answered."""

    text: str
    zero_results: bool
    low_confidence: bool


def attach(response: HttpResponse, query: Query, found: ResultSet, *, helped: bool) -> None:
    """Give ``response`` the entry of a search, if it is one to count.

    Only the first page without filters is a search of its own; further pages and filters are the
    same need looked at again. ``helped``: an editor's best bet stood above the results.
    """
    if query.page > 1 or query.filters or query.sort != "relevance":
        return
    text = scrub(query.text)
    if text:
        zero = found.total == 0 and not helped
        doubted = found.low_confidence and not zero and not helped
        response.search_entry = SearchEntry(text, zero, doubted)  # type: ignore[attr-defined]


def count_served(request: HttpRequest, response: Any) -> None:
    """Count the search that ``response`` answers, if a person asked for it."""
    entry = getattr(response, "search_entry", None)
    if entry is None or request.method != "GET" or is_robot(request):
        return
    counter.search(entry.text, zero_results=entry.zero_results, low_confidence=entry.low_confidence)


def is_robot(request: HttpRequest) -> bool:
    """Whether a program asks: by its own words, or because the browser only fetches ahead."""
    agent = request.headers.get("User-Agent", "")
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return not agent or "prefetch" in ahead or bool(_ROBOTS.search(agent))
