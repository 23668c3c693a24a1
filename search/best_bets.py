"""Editors' best bets: pages and links that stand above the results of one exact query.

Editors keep them as Wagtail's promoted search results. A process reads them all with one query after
a change, and makes the document of a promoted page when it is first asked for.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.core.cache import caches

from search.documents import Document
from search.queries import Query
from search.results import Hit, ResultSet
from search.text import key, words

_STAMP = "search-best-bets"
_Text = tuple[str, ...]


def best_bets_changed(**_signal: Any) -> None:
    """Tell all processes to read the best bets again: a promotion or a page has changed."""
    caches["default"].set(_STAMP, uuid4().hex, timeout=None)


def _current_stamp() -> str:
    """Changes with every change; a new one when the cache lost it."""
    stamp = caches["default"].get(_STAMP)
    if stamp is None:
        caches["default"].add(_STAMP, uuid4().hex, timeout=None)
        stamp = caches["default"].get(_STAMP, "")
    return str(stamp)


class BestBets:
    """The best bets of this process, as they are in the database."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stamp: str | None = None
        self._promotions: dict[_Text, list[Any]] = {}
        self._hits: dict[_Text, tuple[Hit, ...]] = {}

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Best bets for ``text``: marks, capitals and punctuation do not count."""
        asked = _key(text)
        if not asked:
            return ()
        with self._lock:
            self._refresh()
            if asked not in self._promotions:
                return ()
            if asked not in self._hits:
                self._hits[asked] = tuple(_hits(self._promotions[asked]))
            return self._hits[asked]

    def _refresh(self) -> None:
        stamp = _current_stamp()
        if stamp == self._stamp:
            return
        from wagtail.contrib.search_promotions.models import SearchPromotion

        promotions: dict[_Text, list[Any]] = {}
        for one in SearchPromotion.objects.select_related("query", "page").order_by("sort_order"):
            promotions.setdefault(_key(one.query.query_string), []).append(one)
        self._promotions, self._hits, self._stamp = promotions, {}, stamp


_best_bets = BestBets()


def best_bets(query: Query) -> tuple[Hit, ...]:
    """What stands above the results of ``query``: on its first page, when nothing is filtered."""
    if query.page > 1 or query.filters or query.sort != "relevance":
        return ()
    return _best_bets.hits(query.text)


def without(found: ResultSet, promoted: Sequence[Hit]) -> ResultSet:
    """``found`` without what stands above it already."""
    if not promoted:
        return found
    above = {hit.document.id for hit in promoted}
    return replace(found, hits=tuple(hit for hit in found.hits if hit.document.id not in above))


def _hits(promotions: list[Any]) -> list[Hit]:
    documents = [document for one in promotions if (document := _document(one))]
    return [Hit(one, 0.0) for one in documents]


def _document(promotion: Any) -> Document | None:
    """The promoted page as a document, or the link; None when visitors cannot see it."""
    if promotion.page is None:
        return Document(
            id=f"link:{promotion.pk}",
            kind="link",
            version=0,
            title=promotion.external_link_text or promotion.external_link_url,
            url=promotion.external_link_url,
            summary=promotion.description,
        )
    page = promotion.page.specific
    if not page.live or page.get_view_restrictions():
        return None
    document = getattr(page, "search_document", lambda: None)()
    if document is None:
        document = Document(
            id=f"page:{page.pk}", kind="page", version=0, title=page.title, url=page.url or ""
        )
    return replace(document, summary=promotion.description) if promotion.description else document


def _key(text: str) -> _Text:
    return tuple(key(word.text) for word in words(text))
