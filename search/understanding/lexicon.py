"""The words that the index knows, with marks and without, alone and in pairs."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from search.text import key, marked_key, words


class Lexicon:
    """Looks up words by :func:`search.text.key`; counts are documents.

    ``vocabulary`` is that of an engine: words, and neighbours with a space between. ``extra``
    are further phrases that people use (everyday terms): known, though no document has them.
    """

    def __init__(self, vocabulary: Mapping[str, int], extra: Iterable[str] = ()) -> None:
        self.counts: dict[str, int] = defaultdict(int)
        self.marked: dict[str, int] = defaultdict(int)
        self.pairs: dict[tuple[str, str], int] = defaultdict(int)
        self.marked_pairs: dict[tuple[str, str], int] = defaultdict(int)
        forms: dict[str, dict[str, int]] = defaultdict(dict)
        for entry, count in vocabulary.items():
            first, _space, second = entry.partition(" ")
            if second:
                self._add_pair(first, second, count)
            else:
                self._add_word(first, count, forms)
        for phrase in extra:
            cut = [word.text.lower() for word in words(phrase)]
            for word in cut:
                self._add_word(word, 1, forms)
            for first, second in pairwise(cut):
                self._add_pair(first, second, 2)
        self._forms = forms
        self._followers: dict[str, list[tuple[int, str]]] | None = None
        self.total = sum(self.counts.values()) or 1
        self.most = max(self.counts.values(), default=1)

    def _add_word(self, word: str, count: int, forms: dict[str, dict[str, int]]) -> None:
        folded = key(word)
        self.counts[folded] += count
        forms[folded][word] = forms[folded].get(word, 0) + count
        marked = marked_key(word)
        if marked:
            self.marked[marked] += count

    def _add_pair(self, first: str, second: str, count: int) -> None:
        self.pairs[key(first), key(second)] += count
        self.marked_pairs[_exact(first), _exact(second)] += count

    def knows(self, word: str) -> bool:
        """Whether ``word`` is known as it is written: with its marks when it has some."""
        marked = marked_key(word)
        return marked in self.marked if marked else key(word) in self.counts

    def count(self, word: str) -> int:
        """Documents with ``word`` in any of its forms."""
        return self.counts.get(key(word), 0)

    def pair(self, first: str, second: str) -> int:
        """Names with the two side by side, marks aside."""
        return self.pairs.get((key(first), key(second)), 0)

    def marked_pair(self, first: str, second: str) -> int:
        """Names with the two side by side, marks and all."""
        return self.marked_pairs.get((_exact(first), _exact(second)), 0)

    def completions(self, before: str, begun: str) -> list[str]:
        """Folded words that follow ``before`` in names and begin with ``begun``, commonest first."""
        if self._followers is None:
            followers: dict[str, list[tuple[int, str]]] = defaultdict(list)
            for (first, second), count in self.pairs.items():
                followers[first].append((count, second))
            self._followers = {
                first: sorted(found, reverse=True) for first, found in followers.items()
            }
        start = key(begun)
        return [
            word
            for _count, word in self._followers.get(key(before), ())
            if word.startswith(start) and word != start
        ]

    def rarity(self, word: str) -> float:
        """From 0 (in every document) to 1 (in none)."""
        return 1 - math.log1p(self.count(word)) / math.log1p(max(self.most, 2))

    def spellings(self, word: str) -> list[tuple[str, int]]:
        """The commonest ways to write ``word``, with their counts."""
        found = self._forms.get(key(word), {})
        return sorted(found.items(), key=lambda one: -one[1])[:5] or [(word, 0)]


def _exact(word: str) -> str:
    return marked_key(word) or key(word)
