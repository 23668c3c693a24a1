"""How a document is laid out in any index, and what a word in each field is worth.

Everything is cut and folded here, in Python (search.text), so that no engine can fold index and
query differently; engines split these texts at spaces only.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from search.codes import code_forms
from search.documents import FACET_ATTRIBUTES, Document
from search.queries import MAX_QUERY_LENGTH, Part, Query, Reading
from search.text import key, marked_key, sort_key, tidy, words

#: Raise when fields change: an index of another layout is rebuilt, never misread.
LAYOUT = 3

#: Searched fields and what a word in them is worth.
BOOSTS = {
    "title": 4.0,
    "names": 4.0,
    "official": 3.0,
    "keywords": 3.0,
    "field": 1.5,
    "summary": 1.2,
    "agency": 0.5,
    "body": 0.4,
}
#: Fields that make a result; what stands in the body or an agency's name only is asked last.
TELLING = ("title", "names", "official", "keywords", "field", "summary")
#: The words of all telling fields, once each: asked where only the number of results matters.
ANY_TELLING = "telling"
#: A word that more than this share of all documents have, and more than so many, is common: which of its
#: fields holds it says little, and its lists are what a search in a large catalogue spends its time on.
COMMON, MANY = 1 / 20, 1_000
#: Fields in which a common word scores as any other; elsewhere it only counts as there.
TELLING_OF_COMMON = ("title", "names")
#: Shares of a query that a result must have, tried in turn until there are enough.
SHARES = (1 / 2, 1 / 3, LOOSEST := 0.0)
#: Fields that keep the marks too; elsewhere folded words are enough.
MARKED = ("title", "names", "official", "keywords", "field", "summary")
#: Between value and label in a facet's column.
SEPARATOR = "\x1f"
#: Longest prefix of a word, and of a whole name, that is kept for suggestions.
WORD_PREFIX, NAME_PREFIX = 16, 40
#: Neighbouring pair, folded and with marks, beside a word in the title (4).
PAIR, PAIR_MARKED = 3.0, 1.5
#: What a word with its marks right adds to the same word folded.
MARKS = 0.5
#: How much a word that stands in several fields gains from the weaker ones.
TIE = 0.1
#: Parts lighter than this are not needed for a match.
NEEDED_WEIGHT = 0.5
#: Rows that are put in order for a list of suggestions, and what beginning with the typed is worth.
CANDIDATES, START = 60, 20.0
#: Parts of a long query that are enough: the rest of a story is in no name.
MOST_NEEDED = 2
#: Deepest result that can be paged to.
DEEPEST = 10_000
#: Candidates that are put in order; what lies deeper keeps the engine's order.
WINDOW = 100
#: Fewer results than this and a query is asked again with fewer of its parts needed.
ENOUGH = 3
#: More values than any facet has (agencies are 400 to 500).
MOST_VALUES = 5000
#: Parts lighter than this are not marked in results.
MARKED_WEIGHT = 0.3
#: Words of a query that are looked at.
MOST_WORDS = 40


def plain_parts(text: str) -> tuple[Part, ...]:
    """A query that nobody interpreted: each word a part of its own."""
    cut = words(tidy(text[: 4 * MAX_QUERY_LENGTH])[:MAX_QUERY_LENGTH])
    return tuple(Part((Reading((word.text,)),)) for word in cut[:MOST_WORDS])


def needed_parts(parts: Sequence[Part]) -> list[Part]:
    """The parts that a result is held to, each once; all of them when every one is light."""
    return list(dict.fromkeys(part for part in parts if part.weight >= NEEDED_WEIGHT)) or list(
        dict.fromkeys(parts)
    )


def needed_count(parts: int, share: float = 2 / 3) -> int:
    """How many of ``parts`` a result must have: both of two, ``share`` of many, never none."""
    if parts <= 2 and share > 0.5:
        return parts
    return max(1, min(int(share * parts), MOST_NEEDED))


def needed_words(count: int) -> int:
    """How many of ``count`` words of one reading a result must have: three quarters, rounded up."""
    return -(-3 * count // 4)


def enough_alone(parts: Sequence[Part], share: float) -> list[Part]:
    """Terms that stand for so many of the typed words that a result needs no other part.

    "nghỉ việc rút bảo hiểm": who has the term for the last three words answers the query.
    """
    units = {part: len(part.readings[0].words) if len(part.readings) > 1 else 1 for part in parts}
    least = needed_count(sum(units.values()), share)
    return [part for part in units if units[part] > 1 and units[part] >= least]


def rarity_of(titles_with: int, titles: int) -> float:
    """How rare a word is that stands in so many of so many titles, from 0.05 to 1."""
    titles = max(titles, 1)
    share = math.log((titles + 1) / (titles_with + 0.5)) / math.log(titles + 1.5)
    return min(1.0, max(0.05, share))


def facet_value(facet: str) -> str:
    """Field to filter ``facet`` by."""
    return f"in_{facet}"


def facet_column(facet: str) -> str:
    """Column to count ``facet`` in: value and label together."""
    return f"count_{facet}"


def popularity_factor(popularity: int) -> float:
    """What a score is multiplied by: 100 dossiers a year give 1.06, 100,000 and more 1.15."""
    return 1 + min(0.15, 0.03 * math.log10(1 + max(0, popularity)))


def texts(document: Document) -> dict[str, tuple[str, ...]]:
    """The texts of each searched field."""
    return {
        "title": (document.title,),
        "names": (document.short_name, *document.popular_names),
        "official": (document.official_name,),
        "keywords": document.keywords,
        "field": tuple(label.label for label in document.labels("field"))
        + tuple(label.label for label in document.life_events),
        "summary": (document.summary,),
        "agency": (*(label.label for label in document.agencies), document.agency_text),
        "body": (document.body,),
    }


def terms(document: Document) -> dict[str, list[str]]:
    """All terms of ``document`` by field; in the fields of BOOSTS a value is words with spaces."""
    lexicon: set[str] = set()
    pairs: set[str] = set()
    telling: set[str] = set()
    pairs_marked: set[str] = set()
    found: dict[str, list[str]] = {"code": list(code_forms(document.code))}
    for name, values in texts(document).items():
        for value in values:
            cut = [word.text for word in words(tidy(value))]
            if not cut:
                continue
            folded = [key(word) for word in cut]
            found.setdefault(name, []).append(" ".join(folded))
            if name in TELLING:
                telling.update(folded)
            if name in MARKED:
                marked = " ".join(filter(None, map(marked_key, cut)))
                found.setdefault(f"{name}_marked", []).append(marked)
            lower = [word.lower() for word in cut]
            lexicon.update(lower)
            if name in ("title", "names", "official", "keywords"):
                pairs.update(joined(folded))
                pairs_marked.update(joined(marked_key(word) or key(word) for word in cut))
            if name != "body" and name != "agency":
                lexicon.update(f"{a} {b}" for a, b in pairwise(lower))
    found[ANY_TELLING] = [" ".join(sorted(telling))]
    found["pairs"] = sorted(pairs)
    found["pairs_marked"] = sorted(pairs_marked)
    found["lexicon"] = sorted(word for word in lexicon if len(word) < 40)
    found["prefixes"] = sorted(_prefixes(document))
    found["starts"] = sorted(_starts(document))
    for facet in FACET_ATTRIBUTES:
        labels = document.labels(facet)
        found[facet_value(facet)] = [label.value for label in labels]
        found[facet_column(facet)] = [f"{label.value}{SEPARATOR}{label.label}" for label in labels]
    found["updated"] = [document.updated_on or "0"]
    found["name_order"] = [sort_key(document.title)[:200]]
    return found


def joined(cut: Iterable[str]) -> list[str]:
    """Neighbouring words as one token: "khai sinh" → "khai_sinh"."""
    return [f"{a}_{b}" for a, b in pairwise(cut)]


def _names(document: Document) -> list[list[str]]:
    names = (document.title, document.short_name, *document.popular_names)
    return [[key(word.text) for word in words(tidy(name))] for name in names if name]


def _prefixes(document: Document) -> set[str]:
    return {
        word[:length]
        for name in _names(document)
        for word in name
        for length in range(1, min(len(word), WORD_PREFIX) + 1)
    }


def _starts(document: Document) -> set[str]:
    together = {"".join(name) for name in _names(document)}
    return {
        name[:length] for name in together for length in range(1, min(len(name), NAME_PREFIX) + 1)
    }


def words_to_mark(query: Query) -> list[str]:
    """Words to highlight: of the parts that say something, else of all."""
    parts = query.parts or plain_parts(query.text)
    telling = [part for part in parts if part.weight >= MARKED_WEIGHT] or parts
    return [word for part in telling for reading in part.readings for word in reading.words]
