"""Vietnamese text: one folding and one way to cut words, for indexes, queries, slugs and spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_D = str.maketrans({"đ": "d", "Đ": "D"})

#: Combining tone marks, numbered as VNI does: huyền 2, sắc 1, hỏi 3, ngã 4, nặng 5.
TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}

#: Letters and digits of any script; marks that did not compose stay with their letter.
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_SPACE = re.compile(r"\s+")
#: "kí" and "ký" are the same word; so are lí, mĩ, sĩ, tỉ, hi, quí. Not "thúi" and "thuý".
_I_OR_Y = re.compile(r"^(h|k|l|m|s|t|v|qu)y$")


def fold(text: str) -> str:
    """Lower-case ``text`` without marks: "Đường Hoà Bình" → "duong hoa binh".

    NFC and NFD, and both placements of a tone mark, fold to the same. đ does not decompose in
    Unicode, so it is mapped by hand.
    """
    decomposed = unicodedata.normalize("NFD", text.translate(_D))
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn").lower()


def tidy(text: str) -> str:
    """``text`` in NFC on one line: control and invisible characters become spaces or vanish."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isprintable():
        # Nothing of the kinds below but the plain space: nearly every text, told in one step.
        return _SPACE.sub(" ", composed).strip()
    shown = "".join(
        " " if unicodedata.category(c) in ("Cc", "Zs", "Zl", "Zp") else c
        for c in composed
        if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn")
    )
    return _SPACE.sub(" ", shown).strip()


class Word(NamedTuple):
    """A word of a text and where it stands (offsets into that text)."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Cut ``text`` at everything that is neither letter nor digit."""
    return [Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]


@lru_cache(maxsize=100_000)
def key(word: str) -> str:
    """The form in which a word is compared when marks do not count: "Ký", "kí" → "ki"; "02" → "2"."""
    folded = fold(word)
    if folded.isdigit():
        return folded.lstrip("0") or "0"
    match = _I_OR_Y.match(folded)
    return match.group(1) + "i" if match else folded


@lru_cache(maxsize=100_000)
def marked_key(word: str) -> str:
    """The form in which a word is compared when marks count: "hòa", "hoà" → "hoa_2".

    The tone goes to the end, so that its place does not matter. "" for a word without marks.
    """
    tone = ""
    letters = []
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in TONES:
            tone = TONES[char]
        else:
            letters.append(char)
    bare = unicodedata.normalize("NFC", "".join(letters))
    folded = fold(bare)
    if bare == folded and not tone:
        return ""
    match = _I_OR_Y.match(bare)
    bare = match.group(1) + "i" if match else bare
    return f"{bare}_{tone}" if tone else bare


def keys(text: str) -> list[str]:
    """Keys of all words of ``text``, in order."""
    return [key(word.text) for word in words(text)]


def has_marks(text: str) -> bool:
    """Whether any word is written with Vietnamese marks (đ counts)."""
    return fold(text) != unicodedata.normalize("NFC", text).lower()


#: The Vietnamese alphabet, and the tones in dictionary order.
_ALPHABET = {c: chr(0x100 + i) for i, c in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONE_ORDER = str.maketrans({"2": "1", "3": "2", "4": "3", "1": "4", "5": "5"})


@lru_cache(maxsize=20_000)
def sort_key(text: str) -> str:
    """A string that sorts as a Vietnamese dictionary does: letters first (a ă â … d đ), then tones."""
    letters, tones = [], []
    for word in words(tidy(text).lower()):
        tone = "0"
        bare = []
        for char in unicodedata.normalize("NFD", word.text):
            if char in TONES:
                tone = TONES[char].translate(_TONE_ORDER)
            else:
                bare.append(char)
        composed = unicodedata.normalize("NFC", "".join(bare))
        letters.append("".join(_ALPHABET.get(c, c) for c in composed))
        tones.append(tone)
    return " ".join(letters) + "\x01" + "".join(tones)
