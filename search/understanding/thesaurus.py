"""Everyday words and short forms for official ones: read from tables, found in queries."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from search.text import key, marked_key, tidy, words

#: Words of the longest term.
LONGEST_TERM = 9


@dataclass(frozen=True, slots=True)
class Synonym:
    """``term`` means ``means``, in documents of ``fields`` only when there are any."""

    term: str
    means: str
    fields: tuple[str, ...] = ()
    two_way: bool = False


@dataclass(frozen=True, slots=True)
class ShortForm:
    """An abbreviation. An ambiguous one is a hint, never more."""

    short: str
    full: str
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a stretch of a query may mean."""

    words: tuple[str, ...]
    fields: tuple[str, ...]
    trust: float


#: Trust in the direction a synonym was written in, and in its reverse.
FORWARD, REVERSE = 1.0, 0.7


class Thesaurus:
    """Finds terms in a row of words: longest first, marks respected where they were typed."""

    def __init__(
        self,
        synonyms: Iterable[Synonym] = (),
        short_forms: Iterable[ShortForm] = (),
        intents: Iterable[Synonym] = (),
        elsewhere: Iterable[str] = (),
    ) -> None:
        self._terms: dict[tuple[str, ...], list[tuple[tuple[str, ...], Meaning]]] = defaultdict(
            list
        )
        self._short: dict[str, list[tuple[tuple[str, ...], bool]]] = defaultdict(list)
        self.phrases: set[str] = set()
        for synonym in synonyms:
            self._add(synonym.term, Meaning(_cut(synonym.means), synonym.fields, FORWARD))
            if synonym.two_way:
                self._add(synonym.means, Meaning(_cut(synonym.term), synonym.fields, REVERSE))
        for form in short_forms:
            cut = _cut(form.short)
            if len(cut) == 1:
                self._short[key(cut[0])].append((_cut(form.full), form.ambiguous))
            elif not form.ambiguous:
                self._add(form.short, Meaning(_cut(form.full), (), FORWARD))
            self.phrases.add(form.full)
        self._intents: dict[tuple[str, ...], list[tuple[tuple[str, ...], Meaning]]] = defaultdict(
            list
        )
        for intent in intents:
            cut = _cut(intent.term)
            meaning = Meaning(_cut(intent.means), (), FORWARD)
            self._intents[tuple(key(word) for word in cut)].append((cut, meaning))
            self.phrases |= {intent.term, intent.means}
        self._elsewhere: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        for said in elsewhere:
            self._elsewhere[tuple(key(word) for word in _cut(said))].append(_cut(said))
            self.phrases.add(said)
        self.longest = max((len(term) for term in (*self._terms, *self._intents)), default=0)
        self.longest_elsewhere = max(map(len, self._elsewhere), default=0)

    def _add(self, term: str, meaning: Meaning) -> None:
        cut = _cut(term)
        if cut and meaning.words and len(cut) <= LONGEST_TERM:
            self._terms[tuple(key(word) for word in cut)].append((cut, meaning))
            self.phrases.add(term)
            self.phrases.add(" ".join(meaning.words))

    def meanings(self, typed: Sequence[str]) -> list[Meaning]:
        """What ``typed`` means as a whole."""
        entries = self._terms.get(tuple(key(word) for word in typed), ())
        return [meaning for term, meaning in entries if _same(typed, term)]

    def intents(self, typed: Sequence[str]) -> list[Meaning]:
        """What ``typed`` asks to be done, in official verbs: a leaning, not a translation."""
        entries = self._intents.get(tuple(key(word) for word in typed), ())
        return [meaning for term, meaning in entries if _same(typed, term)]

    def intent_written(self, typed: Sequence[str]) -> tuple[str, ...]:
        """``typed``, an intent, as the table writes it ("mat" → mất); as typed when it may be several."""
        entries = self._intents.get(tuple(key(word) for word in typed), ())
        written = {said for said, _meaning in entries if _same(typed, said)}
        return written.pop() if len(written) == 1 else tuple(typed)

    def is_elsewhere(self, typed: Sequence[str]) -> bool:
        """Whether ``typed`` is what people ask of others than an office (the weather, a price)."""
        entries = self._elsewhere.get(tuple(key(word) for word in typed), ())
        return any(_same(typed, said) for said in entries)

    def full_forms(self, word: str) -> list[tuple[tuple[str, ...], bool]]:
        """Words that ``word`` is short for, and whether that is only one guess of several."""
        return self._short.get(key(word), [])


def _cut(phrase: str) -> tuple[str, ...]:
    return tuple(word.text.lower() for word in words(tidy(phrase)))


def _same(typed: Sequence[str], term: Sequence[str]) -> bool:
    """Marks that were typed must be right; those left out may be anything."""
    return all(
        not marked_key(word) or marked_key(word) == marked_key(other)
        for word, other in zip(typed, term, strict=True)
    )


def read_synonyms(path: Path) -> Iterator[Synonym]:
    """Rows of a table with columns term, means, direction (one, both), scope (fields, commas)."""
    for row in _rows(path):
        fields = tuple(part.strip() for part in (row.get("scope") or "").split(",") if part.strip())
        yield Synonym(row["term"], row["means"], fields, row.get("direction") == "both")


def read_short_forms(path: Path) -> Iterator[ShortForm]:
    """Rows of a table with columns short, full, note ("ambiguous…" marks a mere hint)."""
    for row in _rows(path):
        ambiguous = (row.get("note") or "").startswith("ambiguous")
        yield ShortForm(row["short"], row["full"], ambiguous)


def read_intents(path: Path) -> Iterator[Synonym]:
    """Rows of a table with columns said, means (several, semicolons between)."""
    for row in _rows(path):
        for means in row["means"].split(";"):
            yield Synonym(row["said"], means.strip())


def read_elsewhere(path: Path) -> Iterator[str]:
    """Phrases of a table with columns said, topic: what no office answers."""
    for row in _rows(path):
        yield row["said"]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
