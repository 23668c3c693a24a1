"""What an editor typed into a search box of the admin, as words to look for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from modelsearch.query import SearchQuery

from search.teaching import DATA
from search.text import fold, key, tidy, words
from search.understanding.thesaurus import read_short_forms

#: More than this nobody types; it is what is read of a text pasted by mistake.
MOST_WORDS = 12
MOST_CHARACTERS = 300
#: Words of an indexed row that are kept: names, codes and the start of long prose.
MOST_INDEXED = 2_000

Alternative = tuple[str, ...]


def folded_words(text: str) -> list[str]:
    """``text`` cut into lower-case words without marks: "Sở Y tế" → ["so", "y", "te"].

    Letters and digits alone, so that no word means anything to FTS5 or to_tsquery.
    """
    return [word for word in (_plain(word.text) for word in words(text)) if word]


def _plain(word: str) -> str:
    return "".join(char for char in fold(word) if char.isalnum())


def index_text(value: Any) -> str:
    """What is indexed of a field's value: texts, and lists and dicts of texts."""
    if isinstance(value, dict):
        return index_text(list(value.values()))
    if isinstance(value, list | tuple):
        return " ".join(filter(None, map(index_text, value)))
    return " ".join(islice(folded_words(str(value)), MOST_INDEXED))


@dataclass(frozen=True, slots=True, repr=False)
class Typed(SearchQuery):
    """Positions in order; each is met by any of its alternatives, which are words that all occur.

    The last position is met by words that begin with it, because people are still typing.
    """

    positions: tuple[tuple[Alternative, ...], ...]

    def __repr__(self) -> str:
        return f"<Typed {self.positions!r}>"

    @property
    def phrase(self) -> Alternative:
        """The words as they were typed."""
        return tuple(alternatives[0][0] for alternatives in self.positions)


def read(text: str) -> Typed:
    """Read a query; one of signs only has no positions and finds nothing."""
    typed = folded_words(tidy(text[:MOST_CHARACTERS]))[:MOST_WORDS]
    return Typed(tuple(_alternatives(word) for word in typed))


def _alternatives(word: str) -> tuple[Alternative, ...]:
    """The word, its other spelling ("ký", "kí"), and what it is short for ("ubnd")."""
    spellings: list[Alternative] = [(word,)]
    if word.endswith("y") and key(word) != word and not word.isdigit():
        spellings.append((key(word),))
    elif word.endswith("i") and key(f"{word[:-1]}y") == word:
        spellings.append((f"{word[:-1]}y",))
    return (*spellings, *_short_forms().get(word, ()))


@cache
def _short_forms() -> dict[str, tuple[Alternative, ...]]:
    """Abbreviations of the visitors' search that mean one thing only."""
    found: dict[str, tuple[Alternative, ...]] = {}
    for form in read_short_forms(DATA / "abbreviations.tsv"):
        short = folded_words(form.short)
        if len(short) == 1 and not form.ambiguous:
            found[short[0]] = (*found.get(short[0], ()), tuple(folded_words(form.full)))
    return found
