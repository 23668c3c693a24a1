"""The address of a page as an editor types it: Vietnamese letters lose their marks, never vanish."""

from __future__ import annotations

import re
from collections import defaultdict

from wagtail.admin.widgets.slug import SlugInput

from core.text import fold

#: Latin letters with marks, up to the Vietnamese ones at the end of Latin Extended Additional.
_MARKED = [chr(code) for code in (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00))]


def address_input() -> SlugInput:
    """Wagtail's field for addresses, taught that "đường" is "duong" and not "djng".

    Its own transliteration knows most languages but not ours.
    """
    letters: dict[str, str] = defaultdict(str)
    for letter in _MARKED:
        plain = fold(letter)
        if len(plain) == 1 and plain.isascii():
            letters[plain] += letter
    formatters = [(re.compile(f"[{marked}]"), plain) for plain, marked in sorted(letters.items())]
    # Marks that stand apart from their letter, as macOS types them.
    return SlugInput(formatters=[(re.compile("[\u0300-\u036f]"), ""), *formatters])
