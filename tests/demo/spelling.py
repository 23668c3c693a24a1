"""What our own Vietnamese copy must not contain."""

import re
import unicodedata

#: Old placement of the tone in open syllables (hòa, thủy, khỏe): the mark stands on the first vowel.
OLD_TONES = re.compile(r"(?:[òóỏõọ][ae]|(?<![qQ])[ùúủũụ]y)(?![a-zà-ỹ])", re.IGNORECASE)
DOUBLED_WORD = re.compile(r"(?<!\w)(\w+(?: \w+)?) \1(?!\w)", re.IGNORECASE)
#: Compounds whose neighbours may begin with the same word ("thi công công trình").
COMPOUNDS = (
    "công trình",
    "khai thác",
    "Nhân dân",
    "nhân dân",
    "bản tin",
    "vi phạm",
    "công cộng",
    "hoạt động dạy",
)


def slips(text: str) -> list[str]:
    """Slips of spelling in a text: old tone placement, loose marks, doubled spaces."""
    found = [match.group() for match in OLD_TONES.finditer(text)]
    if text != unicodedata.normalize("NFC", text):
        found.append("not NFC")
    if "  " in text:
        found.append("double space")
    return found


def doubled_words(text: str) -> list[str]:
    """One or two words written twice in a row ("Cấp cấp"), compounds that begin alike left out."""
    for compound in COMPOUNDS:
        text = text.replace(f" {compound}", f" {compound.replace(' ', '_')}")
    return [match.group() for match in DOUBLED_WORD.finditer(text)]
