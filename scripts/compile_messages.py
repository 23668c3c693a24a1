"""Compile the portal's catalogues with polib, so that no gettext tools are needed.

locale/ holds the portal's own texts, locale/wagtail/ our Vietnamese of Wagtail's admin.
"""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent

for folder in (ROOT / "locale", ROOT / "locale" / "wagtail"):
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
