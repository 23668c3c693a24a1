"""Compile all catalogues below locale/ with polib, so that no gettext tools are needed.

locale/ holds the portal's own texts, locale/wagtail/ our Vietnamese of Wagtail's admin and
locale/django/ what Django's Vietnamese lacks.
"""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent

for source in sorted((ROOT / "locale").glob("**/LC_MESSAGES/*.po")):
    polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
