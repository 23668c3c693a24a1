"""Parts of addresses that let whoever knows them in, and must not be written down."""

from __future__ import annotations

import re
from typing import Any

#: Links to drafts, feeds of dossiers, legal checks, webhooks.
_SECRETS = re.compile(r"(/tiep-tuc/|/theo-doi/[^/]+/|/kiem-tra-phap-ly/|/webhook/mo/)[^/]+")


def without_secrets(path: str) -> str:
    """``path``, or a line of a log that quotes one, as it may be written down."""
    return _SECRETS.sub(r"\1…", path)


def mask_secrets(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Every line of the log: Django itself quotes the address of a page that is not there."""
    for key, value in event.items():
        if isinstance(value, str) and "/" in value:
            event[key] = without_secrets(value)
    return event
