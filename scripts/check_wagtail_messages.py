"""Our Vietnamese of Wagtail's admin is whole: every text of the installed Wagtail, every placeholder.

Wagtail's own English catalogues, which it ships in its package, say what texts there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import wagtail

ROOT = Path(__file__).resolve().parent.parent
VIETNAMESE = ROOT / "locale" / "wagtail" / "vi" / "LC_MESSAGES"
#: What must come through a translation: variables and tags.
KEPT = re.compile(r"%\(\w+\)[sd]|\{\w+\}|</?[a-z]+\b[^>]*>")


def problems() -> Iterator[str]:
    """What is missing or broken, one line each."""
    for domain in ("django", "djangojs"):
        ours = polib.pofile(str(VIETNAMESE / f"{domain}.po"))
        yield from _broken(ours)
        have = {
            (entry.msgctxt, entry.msgid, entry.msgid_plural)
            for entry in ours
            if entry.translated() and not entry.obsolete
        }
        for text in sorted(_english(domain) - have, key=str):
            yield f"locale/wagtail lacks ({domain}): {text[1]!r}"


def _broken(catalogue: polib.POFile) -> Iterator[str]:
    """Texts that lost or invented a variable or a tag.

    Vietnamese has one form for all numbers, so it must keep what both English forms have, and may
    use what either has.
    """
    for entry in catalogue:
        if entry.obsolete or not entry.translated():
            continue
        one = set(KEPT.findall(entry.msgid))
        many = set(KEPT.findall(entry.msgid_plural)) if entry.msgid_plural else one
        for text in [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values():
            found = set(KEPT.findall(text))
            if found - one - many or (one & many) - found:
                yield f"placeholder lost or invented: {entry.msgid!r} -> {text!r}"


def _english(domain: str) -> set[tuple[str | None, str, str]]:
    """All texts of the installed Wagtail, by context, text and plural."""
    package = Path(wagtail.__file__).parent
    return {
        (entry.msgctxt, entry.msgid, entry.msgid_plural)
        for source in package.glob(f"**/locale/en/LC_MESSAGES/{domain}.po")
        for entry in polib.pofile(str(source))
        if not entry.obsolete
    }
