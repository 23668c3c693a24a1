"""Addresses of other sites in stored streams."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

_HREF = re.compile(r'\\?"(https?://[^"\\\s<>]+)\\?"')


def in_stream(stream: Any) -> Iterable[str]:
    """Addresses in a stored stream: of links in rich text, and those that are values of their own."""
    raw = getattr(stream, "raw_data", stream)
    if not raw:
        return []
    text = raw if isinstance(raw, str) else json.dumps(list(raw), ensure_ascii=False)
    if "http" not in text:
        return []
    return dict.fromkeys(one.replace("&amp;", "&") for one in _HREF.findall(text))
