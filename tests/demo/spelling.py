"""What our own Vietnamese copy must not contain."""

import re
import unicodedata

#: Old placement of the tone in open syllables (hòa, thủy, khỏe): the mark stands on the first vowel.
OLD_TONES = re.compile(r"(?:[òóỏõọ][ae]|(?<![qQ])[ùúủũụ]y)(?![a-zà-ỹ])", re.IGNORECASE)
DOUBLED_WORD = re.compile(r"(?<!\w)(\w+) \1(?!\w)", re.IGNORECASE)
#: Words that Vietnamese doubles on purpose.
DOUBLES = {"ngành", "xanh", "từ", "song", "dần", "thường", "hằng", "người", "nhà", "luôn", "mãi"}


def slips(text: str) -> list[str]:
    """Slips of spelling in a text: old tone placement, loose marks, doubled spaces."""
    found = [match.group() for match in OLD_TONES.finditer(text)]
    if text != unicodedata.normalize("NFC", text):
        found.append("not NFC")
    if "  " in text:
        found.append("double space")
    return found


def doubled_words(text: str) -> list[str]:
    """Words written twice in a row ("Cấp cấp"), but for those that Vietnamese doubles."""
    return [m.group() for m in DOUBLED_WORD.finditer(text) if m.group(1).lower() not in DOUBLES]
