"""Vietnamese text: one folding, used by search, slugs and comparisons alike."""

import unicodedata

_D = str.maketrans({"đ": "d", "Đ": "D"})


def fold(text: str) -> str:
    """Lower-case ``text`` without marks: "Đường Hoà Bình" → "duong hoa binh".

    NFC and NFD, and both placements of a tone mark, fold to the same. đ does not decompose in
    Unicode, so it is mapped by hand.
    """
    decomposed = unicodedata.normalize("NFD", text.translate(_D))
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn").lower()
