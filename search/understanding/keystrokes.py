"""Raw keystrokes of Vietnamese input methods: what was typed while Telex or VNI was off."""

from __future__ import annotations

import re
import unicodedata

from search.understanding.syllables import is_syllable, with_tone

_TELEX_TONES = {"s": "1", "f": "2", "r": "3", "x": "4", "j": "5"}
_TELEX = re.compile(r"^[a-z]{2,12}$")
_VNI = re.compile(r"^[a-z]+[1-9][a-z1-9]*$")
_HORN = {"a": "ă", "o": "ơ", "u": "ư"}
_HAT = {"a": "â", "e": "ê", "o": "ô"}
_VOWELS = set("aăâeêioôơuưy")


def from_telex(typed: str) -> str:
    """The syllable that the Telex keys ``typed`` write, or "" when they write none.

    Keys may come in the usual order (tieengs) or late (tiengse).
    """
    if not _TELEX.match(typed) or is_syllable(typed):
        return ""
    letters: list[str] = []
    tone = ""
    for key in typed:
        vowel_seen = any(char in _VOWELS for char in letters)
        if key in _TELEX_TONES and vowel_seen:
            if tone:
                return ""
            tone = _TELEX_TONES[key]
        elif key == "w":
            if not _add_horn(letters):
                letters.append("ư")
        elif key in _HAT and _last_plain(letters, key) is not None:
            letters[_last_plain(letters, key)] = _HAT[key]  # type: ignore[index]
        elif key == "d" and letters and letters[0] == "d":
            letters[0] = "đ"
        else:
            letters.append(key)
    return _finished("".join(letters), tone)


def from_vni(typed: str) -> str:
    """The syllable that the VNI keys ``typed`` write, or "" when they write none."""
    if not _VNI.match(typed):
        return ""
    letters: list[str] = []
    tone = ""
    for key in typed:
        if not key.isdigit():
            letters.append(key)
        elif key in "12345":
            if tone:
                return ""
            tone = key
        elif key == "9":
            if "d" not in letters[:1]:
                return ""
            letters[0] = "đ"
        elif key == "6":
            place = next((i for i in reversed(range(len(letters))) if letters[i] in _HAT), None)
            if place is None:
                return ""
            letters[place] = _HAT[letters[place]]
        else:
            if not _add_horn(letters, "a" if key == "8" else "ou"):
                return ""
    return _finished("".join(letters), tone)


def _last_plain(letters: list[str], vowel: str) -> int | None:
    """Where ``vowel`` stands for a second press to put a hat on it: in the last vowels."""
    for place in reversed(range(len(letters))):
        if letters[place] == vowel:
            return place
        if letters[place] in _VOWELS:
            return None
    return None


def _add_horn(letters: list[str], allowed: str = "aou") -> bool:
    """Turn a, o, u at the end into ă, ơ, ư; "uo" into "ươ" at once."""
    for place in reversed(range(len(letters))):
        char = letters[place]
        if char == "ơ" and place and letters[place - 1] == "u" and "u" in allowed:
            letters[place - 1] = "ư"
            return True
        if (
            char == "a"
            and place
            and letters[place - 1] == "u"
            and letters[0] != "q"
            and "u" in allowed
        ):
            letters[place - 1] = "ư"  # mua + w is mưa
            return True
        if char in _HORN and char in allowed:
            letters[place] = _HORN[char]
            if char == "o" and place and letters[place - 1] == "u" and letters[0] != "q":
                letters[place - 1] = "ư"
            return True
        if char == "ư" or char == "ơ":
            return True  # pressed once more than needed
    return False


def _finished(letters: str, tone: str) -> str:
    word = unicodedata.normalize("NFC", with_tone(letters, tone))
    return word if is_syllable(word) else ""
