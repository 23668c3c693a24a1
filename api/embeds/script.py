"""The component's script: its pinned version and the hash that browsers hold it to."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders

from core.addresses import absolute

#: A version's file never changes once released; a change is a new folder (docs/decisions/embeds.md).
VERSION = "1.0.0"
PINNED = f"/static/embed/{VERSION}/service-link.js"


@lru_cache(maxsize=1)
def integrity() -> str:
    """Subresource-integrity value (sha384) of the pinned script."""
    path = finders.find(f"embed/{VERSION}/service-link.js")
    if not isinstance(path, str):
        raise FileNotFoundError(PINNED)
    digest = hashlib.sha384(Path(path).read_bytes()).digest()
    return "sha384-" + base64.b64encode(digest).decode()


def script_tag() -> str:
    """The element that a webmaster copies once a page."""
    return (
        f'<script src="{absolute(PINNED)}" integrity="{integrity()}" '
        'crossorigin="anonymous" defer></script>'
    )
