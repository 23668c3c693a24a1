"""Words written together without spaces, cut where the index's words fit best."""

from __future__ import annotations

import math
from itertools import pairwise

from search.text import fold, key
from search.understanding.lexicon import Lexicon
from search.understanding.syllables import is_syllable

#: Longest syllable without marks ("nghieng").
LONGEST = 7
#: Cost (−log probability) of a syllable that no document has, and of one that is none.
UNSEEN = 13.0
#: How much a known pair counts against the words alone.
PAIRED = 0.75


def split(typed: str, lexicon: Lexicon) -> list[str]:
    """The words of ``typed`` ("dangkykhaisinh" → dang ky khai sinh); [] when it does not divide.

    Marks that were typed stay. Viterbi over words and pairs of the lexicon.
    """
    folded = fold(typed)
    size = len(folded)
    if size != len(typed) or size < 4 or size > 80:
        return []
    # best[end][word] = (cost, start, previous word)
    best: list[dict[str, tuple[float, int, str]]] = [{} for _ in range(size + 1)]
    best[0][""] = (0.0, 0, "")
    for start in range(size):
        if not best[start]:
            continue
        for end in range(start + 1, min(start + LONGEST, size) + 1):
            word = key(folded[start:end])
            alone = _cost(folded[start:end], word, lexicon)
            if alone is None:
                continue
            for previous, (cost, _start, _before) in best[start].items():
                total = cost + _after(previous, word, alone, lexicon)
                if word not in best[end] or total < best[end][word][0]:
                    best[end][word] = (total, start, previous)
    if not best[size]:
        return []
    word = min(best[size], key=lambda one: best[size][one][0])
    end, cut = size, []
    while end > 0:
        _total, start, previous = best[end][word]
        cut.append(typed[start:end])
        end, word = start, previous
    cut.reverse()
    return cut if _believable([key(piece) for piece in cut], lexicon) else []


def _believable(cut: list[str], lexicon: Lexicon) -> bool:
    """Pieces that names never have side by side are chance ("pho" + "to")."""
    known = sum(pair in lexicon.pairs for pair in pairwise(cut))
    return len(cut) > 1 and known * 4 >= len(cut) - 1


def _cost(letters: str, word: str, lexicon: Lexicon) -> float | None:
    if letters.isdigit():
        return 6.0 + 2 * len(letters)
    count = lexicon.counts.get(word, 0)
    if not is_syllable(letters) and (count < 5 or len(letters) < 3):
        return None
    if not count:
        return UNSEEN
    return -math.log(count / lexicon.total)


def _after(previous: str, word: str, alone: float, lexicon: Lexicon) -> float:
    pair = lexicon.pairs.get((previous, word), 0)
    if not pair:
        return alone + 1.5
    share = pair / (lexicon.counts.get(previous, 0) + pair)
    return -math.log(PAIRED * share + (1 - PAIRED) * math.exp(-alone))
