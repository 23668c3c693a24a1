"""Keeps mended queries, so that what works once is seen to work for good."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from search.engines import SearchUnavailable
from search.evaluation import Judged
from search.finding import find
from search.models import RegressionQuery, SynonymSet
from search.queries import Query
from search.query_log.scrubbing import scrub

#: Kind of these queries among the figures of evaluate_search.
KEPT = "kept"


def keep(text: str, codes: Iterable[str], kind: str, *, user: Any = None, note: str = "") -> bool:
    """Keep that ``codes`` answer ``text``; codes add up. False when there is nothing to keep."""
    text, codes = scrub(text), [code for code in dict.fromkeys(codes) if code]
    if not text or not codes:
        return False
    one, new = RegressionQuery.objects.get_or_create(
        text=text,
        defaults={
            "expected_codes": "\n".join(codes),
            "kind": kind,
            "note": note[:300],
            "fixed_by": user,
        },
    )
    if not new:
        one.expected_codes = "\n".join(dict.fromkeys([*one.codes, *codes]))
        one.save()
    return True


def code_by_official_words(text: str, synonyms: SynonymSet) -> str:
    """The service that answers ``text`` when it is said in the official words of ``synonyms``, or "".

    That is what the synonym is for: the everyday words must lead where the official ones do.
    """
    official = text
    for term in sorted(synonyms.term_list, key=len, reverse=True):
        official = re.sub(rf"\b{re.escape(term)}\b", synonyms.means, official, flags=re.IGNORECASE)
    try:
        found = find(Query(official if official != text else synonyms.means, size=1, facets=()))
    except SearchUnavailable:
        return ""
    return "" if found.low_confidence or not found.hits else found.hits[0].document.code


def kept_queries() -> list[Judged]:
    """All kept queries as judged ones."""
    return [
        Judged(str(one.pk), KEPT, one.text, frozenset(one.codes))
        for one in RegressionQuery.objects.all()
        if one.codes
    ]
