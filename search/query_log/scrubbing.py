"""Takes personal data out of a query before anything of it is kept.

What stays is what the person needs ("làm lại căn cước"), not who they are. The rules take out too
much rather than too little; docs/decisions/query-log.md says why, and what they cannot see.
"""

from __future__ import annotations

import re
import unicodedata

from search.query_log.personal_names import name_spans
from search.text import fold, tidy

#: Longest text that is kept, in characters.
LONGEST = 120
#: Say nothing at the ends of a query, and would begin a formula in a spreadsheet.
_EDGES = " ,;:!?…-–=+@|*'\""
#: Longest input that is looked at.
_MOST_INPUT = 600

#: What may stand between the digits of one number.
_GAP = r"[\W_]{0,3}"
_NUMBER_WORD = r"(?:khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi)"
_STREET = r"(?:duong|pho|ngo|ngach|hem|kiet|quoc lo|tinh lo|dai lo)"
_HOUSE = r"\d{1,4}[a-z]?(?:\s?[/-]\s?\d{1,4}[a-z]?){0,3}"
_FEW_WORDS = r"(?:[\s,]+[^\W\d_]+){0,4}"

#: All match text in lower case without marks, letter for letter at the places of the original.
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # Addresses of the web and of mail, also with the at sign spelled or apart.
        r"\S*(?:https?:|www\.)\S*",
        r"\S*\s?(?:@|\(at\)|\[at\])\s?\S*",
        r"\S+[\s.]{0,3}\b(?:gmail|yahoo|outlook|hotmail|icloud)\b(?:[\s.]*com)?(?:[\s.]*vn)?",
        r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|vn|net|org|info|edu|io|me)\b(?:[/?#]\S*)?",
        # Codes of dossiers: H49.22-261124-0001, 000.00.22.H49-240823-0001.
        r"(?:\b\d{3}\.\d{2}\.\d{2}\.)?\b[a-z]{1,2}\d{1,2}(?:\.\w{1,4})*[\W_]{1,3}\d{6}[\W_]{1,3}\d{2,8}\b",
        # Plates: 14A-123.45, 14B1 12345, 80-NG-123-45.
        r"(?<!\d)\d{2}[\W_]{0,2}[a-z]{1,2}\d?[\W_]{0,2}\d{3}[\W_]?\d{1,3}(?!\d)",
        # Dates of birth and of papers.
        r"(?<!\d)\d{1,2}[\W_]{1,2}\d{1,2}[\W_]{1,2}(?:19|20)\d{2}(?!\d)",
        r"\bngay\s+\d{1,2}\s+thang\s+\d{1,2}(?:\s+nam\s+\d{2,4})?",
        # Papers of letters and digits: passports, insurance cards.
        r"\b[a-z]{1,3}[\W_]?\d{7,}\b",
        # Numbers of nine digits and more however they are spaced; phones from eight.
        rf"\b[a-z]{{0,3}}\+?\d(?:{_GAP}\d){{8,}}\w*",
        rf"(?<!\d)\+?(?:0|84){_GAP}\d(?:{_GAP}\d){{6,}}",
        rf"\b{_NUMBER_WORD}(?:[\W_]+{_NUMBER_WORD}){{6,}}\b",
        # Seven digits in a row are a phone, unless they are the code of a procedure.
        r"(?<![\d.])(?![12]\d{6}(?!\d))\d{7,}",
        r"\d{8,}",
        # Houses.
        rf"\b(?:so nha|nha so|can ho|phong so)[\s:]*{_HOUSE}(?:[\s,]+{_STREET}\b{_FEW_WORDS})?",
        rf"\b(?:so\s*)?{_HOUSE}[\s,]*\b{_STREET}\b[\s,]*(?:\d+[a-z]?)?{_FEW_WORDS}",
        rf"\b(?:ngo|ngach|hem|kiet)[\s:]*{_HOUSE}(?:[\s,]+{_STREET}\b{_FEW_WORDS})?",
        r"\bto\s*(?:dan pho\s*)?\d{1,3}[\s,]*\bkhu\s*(?:pho\s*)?\d{1,3}",
    )
)
#: A house number before what may be the name of a street: "12 Trần Phú".
_BEFORE_STREET = re.compile(rf"\b(?:so\s*)?{_HOUSE}[\s,]+$")


def scrub(text: str, longest: int = LONGEST) -> str:
    """What may be kept of ``text``: lower case, NFC, single spaces, at most ``longest`` long.

    Scrubbing what was scrubbed changes nothing.
    """
    # NFKC: full-width and raised digits are digits. Capitals tell names, so they go last.
    cased = _settle(tidy(unicodedata.normalize("NFKC", text[:_MOST_INPUT])))
    return _settle(tidy(unicodedata.normalize("NFKC", cased.lower())), longest=longest)


def _settle(text: str, longest: int = _MOST_INPUT) -> str:
    """Take out until nothing more is found: what a removal brings together may be a number again."""
    while True:
        after = tidy(_take_out(text))[:longest].strip(_EDGES)
        if after == text:
            return text
        text = after


def _take_out(text: str) -> str:
    folded = _fold_in_place(text)
    spans = [match.span() for pattern in _PATTERNS for match in pattern.finditer(folded)]
    for start, end in name_spans(text, folded):
        house = _BEFORE_STREET.search(folded[:start])
        spans.append((house.start() if house else start, end))
    kept, place = [], 0
    for start, end in sorted(spans):
        if start > place:
            kept.append(text[place:start])
        place = max(place, end)
    kept.append(text[place:])
    return " ".join(kept)


def _fold_in_place(text: str) -> str:
    """``text`` in lower case without marks, every character at its place."""
    return "".join(one if len(one := fold(char)) == 1 else char for char in text)
