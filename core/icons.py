"""Icons (lucide): which the interface uses, and the shapes of those that editors choose freely."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders

#: Icons that code chooses, so that no template names them.
EXTRA_ICONS = frozenset({"banknote", "clock", "file-check", "globe", "landmark"})

#: Shown for a field or life event whose icon lucide does not have (any more).
FALLBACK_ICON = "folder"

_NAMED = re.compile(r"""\{%\s*icon\s+["']([a-z0-9-]+)["']""")


def icons_in_templates(folder: Path) -> set[str]:
    """Names given to the ``icon`` tag in the templates below ``folder``."""
    names: set[str] = set()
    for template in folder.rglob("*.html"):
        names.update(_NAMED.findall(template.read_text(encoding="utf-8")))
    return names


@lru_cache(maxsize=1)
def _shapes() -> dict[str, str]:
    path = finders.find("vendor/lucide.json")
    return json.loads(Path(path).read_text(encoding="utf-8")) if path else {}


def shape(name: str) -> str:
    """The SVG shapes of a lucide icon; a folder's when there is no such icon.

    Empty before set-up has written static/vendor/.
    """
    shapes = _shapes()
    return shapes.get(name) or shapes.get(FALLBACK_ICON, "")
