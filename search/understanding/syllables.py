"""Which letters make a Vietnamese syllable: onset, rhyme and a tone that the ending allows."""

from __future__ import annotations

import re
from functools import lru_cache

from search.text import TONES, fold, marked_key

_ONSETS = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|b|c|d|g|h|k|l|m|n|p|r|s|t|v|x"
#: Folded rhymes. One spelling covers all vowels that fold to it.
_RHYMES = frozenset(
    re.findall(
        r"\w+",
        """
        a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et eu ech enh i ia ich iec
        iem ien ieng iep iet ieu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap
        oat oay oc oe oem oen oeo oet oi om on ong op ot u ua uan uang uat uay uc ue uech
        uen uenh uet ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen
        uyet uyn uynh uyp uyt uyu y yem yen yeng yet yeu
        """,
    )
)
_SHAPE = re.compile(rf"^({_ONSETS})?([aeiouy].*)$")
_STOPPED = re.compile(r"(c|ch|p|t)$")


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Whether ``word`` can be a Vietnamese syllable, with its marks or without any."""
    folded = fold(word)
    if not _splits(folded):
        return False
    marked = marked_key(word)
    tone = marked.rpartition("_")[2] if "_" in marked else ""
    # A syllable that ends in a stop carries sắc or nặng only.
    return not (tone and _STOPPED.search(folded) and tone not in ("1", "5"))


def _splits(folded: str) -> bool:
    match = _SHAPE.match(folded)
    if match and match.group(2) in _RHYMES:
        return True
    # "gi" and "qu" lend a vowel: gì, giêng, quý; "gin" is g + in.
    if folded.startswith("gi"):
        return folded[1:] in _RHYMES
    return folded.startswith("qu") and folded[1:] in _RHYMES


def with_tone(letters: str, tone: str) -> str:
    """``letters`` (a syllable without tone) with the tone where the new spelling puts it."""
    if not tone:
        return letters
    mark = next(mark for mark, digit in TONES.items() if digit == tone)
    place = _vowel_to_mark(letters)
    return letters[: place + 1] + mark + letters[place + 1 :]


_VOWELS = "aăâeêioôơuưy"


def _vowel_to_mark(letters: str) -> int:
    start = 2 if letters.startswith("qu") and len(letters) > 2 else 0
    if letters.startswith("gi") and len(letters) > 2 and letters[2] in _VOWELS:
        start = 2
    places = [i for i, char in enumerate(letters) if char in _VOWELS and i >= start]
    if not places:
        return len(letters) - 1
    special = [i for i in places if letters[i] in "ăâêôơư"]
    if special:
        return special[-1]
    if len(places) == 1:
        return places[0]
    ends_open = places[-1] == len(letters) - 1
    if ends_open and letters[places[-2] : places[-1] + 1] in ("oa", "oe", "uy"):
        return places[-1]
    return places[-2] if ends_open else places[-1]
