"""Compile locale/*/LC_MESSAGES/*.po with polib, so that no gettext tools are needed."""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent

for source in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")):
    polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
