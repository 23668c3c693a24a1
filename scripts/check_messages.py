"""Every text of the interface has its English translation, and no placeholder was lost in it.

The catalogue of texts is made anew in a temporary folder and compared with locale/, so that a text
that was added or removed without `make messages` is found. That needs gettext's tools; where they
are missing only the committed files are checked, and the output says so.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

from scripts import check_framework_messages

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}|</?[a-z][^>]*>")
#: What makemessages calls.
TOOLS = ("xgettext", "msguniq")
KINDS = (".py", ".html", ".txt")
#: Folders with no texts of the portal; officers work with onestop in Vietnamese.
LEFT_OUT = ("tests/", "locale/", "node_modules/", "static/vendor/", "var/", ".venv/", "onestop/")


def main() -> int:
    """Answer 1 and say what is wrong when a text is untranslated, stale or broken."""
    entries = {key(entry): entry for entry in polib.pofile(str(ENGLISH))}
    found = [problem for entry in entries.values() for problem in problems_of(entry)]
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print(f"{', '.join(missing)} missing: new and stale texts were not looked for")  # noqa: T201
    else:
        texts = collected()
        found += [
            f"not in locale/en (run make messages): {text!r}"
            for _context, text in sorted(texts - set(entries))
        ]
        found += [
            f"stands nowhere any more (run make messages): {text!r}"
            for _context, text in sorted(set(entries) - texts)
        ]
    found += check_framework_messages.problems()
    print("\n".join(found))  # noqa: T201
    return 1 if found else 0


def key(entry: polib.POEntry) -> tuple[str, str]:
    """(context, text): the same word may mean two things."""
    return entry.msgctxt or "", entry.msgid


def problems_of(entry: polib.POEntry) -> list[str]:
    """What is wrong with one translation: missing, fuzzy, a placeholder or a tag lost or invented."""
    if entry.obsolete:
        return [f"obsolete (run make messages): {entry.msgid!r}"]
    if not entry.translated():
        return [f"untranslated: {entry.msgid!r}"]
    if entry.msgid_plural:
        one, many = entry.msgstr_plural[0], entry.msgstr_plural[1]
        # "one more" may leave the number out; the plural may not.
        pairs = [(entry.msgid_plural, many)]
        known = marks(entry.msgid) | marks(entry.msgid_plural)
        wrong = [one] if marks(one) - known else []
    else:
        pairs, wrong = [(entry.msgid, entry.msgstr)], []
    wrong += [text for source, text in pairs if marks(source) != marks(text)]
    return [f"placeholders differ: {entry.msgid!r} -> {text!r}" for text in wrong]


def marks(text: str) -> set[str]:
    """Placeholders and tags of a text."""
    return set(PLACEHOLDER.findall(text))


def collected() -> set[tuple[str, str]]:
    """The texts that stand in code and templates now, each as :func:`key` gives it."""
    with tempfile.TemporaryDirectory(prefix="portal-messages-") as folder:
        copy = Path(folder) / "tree"
        for name in own_files():
            target = copy / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)
        (copy / "locale").mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [sys.executable, "-m", "django", "makemessages", "-l", "en", "--no-location"],
            cwd=copy, check=True, capture_output=True,
        )  # fmt: skip
        made = polib.pofile(str(copy / "locale" / "en" / "LC_MESSAGES" / "django.po"))
        return {key(entry) for entry in made if not entry.obsolete}


def own_files() -> list[str]:
    """Paths of our code and templates below ROOT: what git knows or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT, capture_output=True, check=True,
    ).stdout.decode().split("\0")  # fmt: skip
    return sorted(
        name
        for name in set(listed)
        if name.endswith(KINDS) and not name.startswith(LEFT_OUT) and (ROOT / name).is_file()
    )


if __name__ == "__main__":
    sys.exit(main())
