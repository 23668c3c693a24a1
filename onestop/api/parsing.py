"""Reading JSON bodies: what no database could keep is refused at the door."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser


def canonical(value: Any) -> str:
    """``value`` as JSON with sorted keys and no spaces.

    Raises ValueError for NaN, infinities, NUL characters and half surrogates.
    """
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    if "\\u0000" in text:
        raise ValueError("A text contains a NUL character.")
    text.encode()
    return text


class CheckedParser(Parser):
    """Answers 400 for a body that is not JSON of ordinary text and finite numbers."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body; its canonical form stays with the request for the idempotency key."""
        value = json.loads(request.body)
        request.canonical_body = canonical(value)  # type: ignore[attr-defined]
        return value
