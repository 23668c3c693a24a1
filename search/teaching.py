"""The thesaurus in use: the project's tables, overruled term by term by what editors saved.

Kept in the process; a change anywhere is noticed within REFRESH seconds by a stamp in the shared
cache, so that no search asks the database.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

from django.core.cache import caches

from search.text import key, words
from search.understanding.thesaurus import (
    ShortForm,
    Synonym,
    Thesaurus,
    read_elsewhere,
    read_intents,
    read_short_forms,
    read_synonyms,
)

DATA = Path(__file__).parent / "data"
#: How long a process may use synonyms that an editor has changed meanwhile, in seconds.
REFRESH = 3.0
_STAMP = "search-synonyms"


def synonyms_changed(**_signal: Any) -> None:
    """Tell all processes to read the synonyms again."""
    caches["default"].set(_STAMP, uuid4().hex, timeout=None)


class ThesaurusKeeper:
    """Answers the thesaurus, the same object as long as nothing changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._checked = -REFRESH
        self._stamp: str | None = None
        self._thesaurus: Thesaurus | None = None

    def current(self) -> Thesaurus:
        """The thesaurus, read again when an editor changed it."""
        thesaurus = self._thesaurus
        if thesaurus is not None and monotonic() - self._checked < REFRESH:
            return thesaurus
        with self._lock:
            stamp = caches["default"].get(_STAMP, "")
            if self._thesaurus is None or stamp != self._stamp:
                self._thesaurus = load_thesaurus()
                self._stamp = stamp
            self._checked = monotonic()
            return self._thesaurus


def load_thesaurus() -> Thesaurus:
    """Tables and editors' sets together."""
    from search.models import SynonymSet

    synonyms: list[Synonym] = []
    short_forms: list[ShortForm] = []
    overruled: set[tuple[str, ...]] = set()
    for one in SynonymSet.objects.all():
        overruled |= {_term_key(term) for term in one.term_list}
        if not one.is_active:
            continue
        if one.kind == SynonymSet.Kind.SHORT:
            short_forms += [ShortForm(term, one.means, one.ambiguous) for term in one.term_list]
        else:
            fields = tuple(part.strip() for part in one.scope.split(",") if part.strip())
            both = one.direction == SynonymSet.Direction.BOTH
            synonyms += [Synonym(term, one.means, fields, both) for term in one.term_list]
    curated_synonyms, curated_short, intents, elsewhere = curated()
    synonyms += [one for one in curated_synonyms if _term_key(one.term) not in overruled]
    short_forms += [one for one in curated_short if _term_key(one.short) not in overruled]
    return Thesaurus(synonyms, short_forms, intents, elsewhere)


@cache
def curated() -> tuple[list[Synonym], list[ShortForm], list[Synonym], list[str]]:
    """The project's own tables."""
    return (
        list(read_synonyms(DATA / "synonyms.tsv")),
        list(read_short_forms(DATA / "abbreviations.tsv")),
        list(read_intents(DATA / "intents.tsv")),
        list(read_elsewhere(DATA / "elsewhere.tsv")),
    )


def all_rows(sets: Iterable[Any]) -> list[dict[str, str]]:
    """Editors' sets as rows of a table, a row a term, in the columns of :data:`COLUMNS`."""
    return [
        {
            "term": term,
            "means": one.means,
            "kind": one.kind,
            "direction": one.direction,
            "scope": one.scope,
            "ambiguous": "1" if one.ambiguous else "",
            "active": "1" if one.is_active else "",
            "note": one.note,
        }
        for one in sets
        for term in one.term_list
    ]


COLUMNS = ("term", "means", "kind", "direction", "scope", "ambiguous", "active", "note")


def _term_key(term: str) -> tuple[str, ...]:
    return tuple(key(word.text) for word in words(term))
