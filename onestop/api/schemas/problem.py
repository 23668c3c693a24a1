"""What went wrong."""

from __future__ import annotations

from ninja import Schema
from pydantic import ConfigDict


class Problem(Schema):
    """RFC 9457, with ``code`` for machines and ``errors`` where single fields are wrong."""

    model_config = ConfigDict(extra="allow")
    type: str
    title: str
    status: int
    detail: str
    code: str
