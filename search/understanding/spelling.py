"""Misspelt words: by ear (s/x, ch/tr, d/gi/r, l/n, ng/n …) and by hand (a key too many or missing)."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import lru_cache
from math import log1p

from rapidfuzz.distance import OSA

from search.text import key
from search.understanding.lexicon import Lexicon
from search.understanding.syllables import is_syllable

#: Sounds that people write for each other, at the beginning and at the end of a syllable.
_ONSETS = [("s", "x"), ("ch", "tr"), ("d", "gi"), ("d", "r"), ("gi", "r"), ("d", "v"), ("gi", "v"),
           ("l", "n"), ("c", "k"), ("g", "gh"), ("ng", "ngh"), ("q", "k"), ("gi", "gh"),
           ("f", "ph"), ("j", "gi"), ("z", "d"), ("z", "gi"), ("w", "qu")]  # fmt: skip
_ENDINGS = [("n", "ng"), ("c", "t"), ("nh", "n"), ("ch", "t"), ("i", "y"), ("nh", "ng"),
            ("ch", "c"), ("au", "ao"), ("ui", "uy"), ("iu", "ieu"), ("ong", "on"), ("uu", "uou")]  # fmt: skip
#: A word that exists is taken for another only when that one is so much commoner, and this many
#: names have it here.
RARER, VOUCHED = 2.0, 3
#: A word needs this many documents to be offered for another.
COMMON = 2


class Speller:
    """Neighbours of words in a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._shortened: dict[str, list[str]] = defaultdict(list)
        for word, count in lexicon.counts.items():
            if count >= COMMON and len(word) >= 2 and word.isalpha():
                for piece in _shortenings(word):
                    self._shortened[piece].append(word)

    def correct(self, typed: str, before: str, after: str) -> str:
        """The folded word meant by ``typed``, which the lexicon does not know; "" when unclear.

        Neighbours before and after decide between words equally near.
        """
        folded = key(typed)
        scores: dict[str, float] = {}
        for sounding in by_ear(typed):
            if self._lexicon.knows(sounding):
                scores[key(sounding)] = self._score(key(sounding), before, after, 0.6)
        for word in self._near(folded):
            distance = OSA.distance(folded, word)
            if distance <= (1 if len(folded) < 8 else 2):
                scores[word] = max(
                    scores.get(word, -99.0), self._score(word, before, after, distance)
                )
        if not scores:
            return ""
        best = max(scores, key=lambda word: (scores[word], word))
        paired = self._pairs(best, before, after) > 0
        # A short word is near to everything: only its neighbours can vouch for it.
        if len(folded) <= 4 and not paired:
            return ""
        return best if paired or not is_syllable(typed) else ""

    def in_context(self, typed: str, before: str, after: str) -> str:
        """A folded word that sounds like ``typed`` and belongs here, though ``typed`` exists too.

        Only when no name has ``typed`` beside its neighbours, and some have the other one.
        """
        folded = key(typed)
        counts = self._lexicon.counts
        if not folded.isalpha() or self._pairs(folded, before, after):
            return ""
        best, most = "", 0
        for sounding in by_ear(typed):
            word = key(sounding)
            pairs = self._pairs(word, before, after)
            if not self._lexicon.knows(sounding) or word == folded:
                continue
            if pairs > most and counts.get(word, 0) > RARER * counts.get(folded, 0):
                best, most = word, pairs
        return best if most >= VOUCHED else ""

    def _near(self, folded: str) -> set[str]:
        found: set[str] = set()
        for piece in _shortenings(folded):
            found.update(self._shortened.get(piece, ()))
        return found

    def _pairs(self, word: str, before: str, after: str) -> int:
        pairs = self._lexicon.pairs
        return pairs.get((key(before), word), 0) + pairs.get((word, key(after)), 0)

    def _score(self, word: str, before: str, after: str, distance: float) -> float:
        pairs = self._pairs(word, before, after)
        return 1.2 * log1p(pairs) + 0.15 * log1p(self._lexicon.counts[word]) - 2.0 * distance


@lru_cache(maxsize=20_000)
def by_ear(written: str) -> tuple[str, ...]:
    """Syllables that sound like ``written`` somewhere in the country, at most two changes.

    Marks stay where they are, so "ruộng" is not "đường"; hỏi and ngã sound alike to many.
    """
    lower = unicodedata.normalize("NFC", written.lower())
    starts = {lower, _other_tone(lower)}
    for one, other in [*_ONSETS, *((b, a) for a, b in _ONSETS)]:
        if lower.startswith(one):
            starts.add(other + lower[len(one) :])
    found: set[str] = set()
    for word in starts:
        found.add(word)
        for one, other in [*_ENDINGS, *((b, a) for a, b in _ENDINGS)]:
            if word.endswith(one) and len(word) > len(one):
                found.add(word[: -len(one)] + other)
    found.discard(lower)
    return tuple(sorted(word for word in found if is_syllable(word)))


def _other_tone(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", decomposed.translate(_HOOK_TILDE))


#: Hỏi for ngã and the other way round.
_HOOK_TILDE = {0x309: 0x303, 0x303: 0x309}


def _shortenings(word: str) -> set[str]:
    """``word`` and all words with one letter less: two words share one when they are near."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}
