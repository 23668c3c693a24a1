"""The frameworks speak Vietnamese: all of Wagtail in our words, and what Django's Vietnamese lacks.

The English catalogues inside the installed packages say what texts there are, so that an update
which brings new ones is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import django
import polib
import wagtail

LOCALE = Path(__file__).resolve().parent.parent / "locale"
#: The parts of Django that the portal runs.
DJANGO_PARTS = ["conf", "contrib/auth", "contrib/contenttypes", "contrib/humanize"]
#: What must come through a translation: variables and tags.
KEPT = re.compile(r"%\(\w+\)[sd]|\{\w*\}|</?[a-z]+\b[^>]*>")

Text = tuple[str | None, str]


def problems() -> Iterator[str]:
    """What is missing or broken, one line each."""
    package = Path(wagtail.__file__).parent
    for domain in ("django", "djangojs"):
        sources = package.glob(f"**/locale/en/LC_MESSAGES/{domain}.po")
        yield from _against("wagtail", domain, _texts(sources, translated=False))
    parts = [Path(django.__file__).parent / part / "locale" for part in DJANGO_PARTS]
    english = _texts((part / "en/LC_MESSAGES/django.po" for part in parts), translated=False)
    vietnamese = _texts((part / "vi/LC_MESSAGES/django.po" for part in parts), translated=True)
    yield from _against("django", "django", english - vietnamese)


def _against(folder: str, domain: str, wanted: set[Text]) -> Iterator[str]:
    """Check one of our catalogues: nothing broken, nothing ``wanted`` missing."""
    path = LOCALE / folder / "vi" / "LC_MESSAGES" / f"{domain}.po"
    yield from _broken(polib.pofile(str(path)))
    for text in sorted(wanted - _texts([path], translated=True), key=str):
        yield f"locale/{folder} lacks ({domain}): {text[1]!r}"


def _texts(sources: Iterator[Path] | list[Path], *, translated: bool) -> set[Text]:
    """Texts of these catalogues by context; only those with a translation if so wished."""
    return {
        (entry.msgctxt, entry.msgid)
        for source in sources
        if source.exists()
        for entry in polib.pofile(str(source))
        if not entry.obsolete and (entry.translated() or not translated)
    }


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
