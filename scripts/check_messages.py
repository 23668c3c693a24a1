"""Every text of the interface has its English translation, and no placeholder was lost in it.

The catalogue of texts is made anew in a temporary folder and compared with locale/, so that a text
that was added without `make messages` is found. Needs gettext's xgettext; where it is missing only
the committed files are checked, and the output says so.
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
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def main() -> int:
    """Answer 1 and say what is wrong when a text is untranslated, stale or broken."""
    problems = []
    catalogue = polib.pofile(str(ENGLISH))
    for entry in catalogue:
        if entry.obsolete:
            continue
        if not entry.translated():
            problems.append(f"untranslated: {entry.msgid!r}")
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text and set(PLACEHOLDER.findall(text)) - set(
                PLACEHOLDER.findall(entry.msgid + entry.msgid_plural)
            ):
                problems.append(f"unknown placeholder: {entry.msgid!r} -> {text!r}")
    if shutil.which("xgettext"):
        problems += [
            f"not in locale/en (run make messages): {msgid!r}"
            for msgid in sorted(collected() - {entry.msgid for entry in catalogue})
        ]
    else:
        print("xgettext is missing: new texts were not looked for")  # noqa: T201
    problems += check_framework_messages.problems()
    print("\n".join(problems))  # noqa: T201
    return 1 if problems else 0


def collected() -> set[str]:
    """The texts that stand in code and templates now."""
    with tempfile.TemporaryDirectory(prefix="portal-messages-") as folder:
        copy = Path(folder) / "tree"
        tracked = subprocess.run(
            ["git", "ls-files", "-z", "*.py", "*.html", "*.txt"],  # noqa: S607
            cwd=ROOT, capture_output=True, check=True,
        ).stdout.decode().split("\0")  # fmt: skip
        for name in tracked:
            if name and not name.startswith("tests/") and (ROOT / name).exists():
                target = copy / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, target)
        (copy / "locale").mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [sys.executable, "-m", "django", "makemessages", "-l", "en", "--no-location"],
            cwd=copy, check=True, capture_output=True,
        )  # fmt: skip
        made = polib.pofile(str(copy / "locale" / "en" / "LC_MESSAGES" / "django.po"))
        return {entry.msgid for entry in made if not entry.obsolete}


if __name__ == "__main__":
    sys.exit(main())
