"""The record of a service as the outside reads it: the export's record with its addresses."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from core.addresses import absolute
from services_catalogue.exchange.exporting import record_for

if TYPE_CHECKING:
    from services_catalogue.models import ServicePage


def public_record(page: ServicePage) -> dict[str, Any]:
    """Every public field of ``page``, whose parts are loaded; values as JSON knows them."""
    return {
        **record_for(page).model_dump(mode="json"),
        "title": page.title,
        "url": absolute(page.get_url() or page.permalink),
        "permalink": absolute(page.permalink),
        "updated_at": page.last_published_at.isoformat() if page.last_published_at else None,
    }


def digests(record: dict[str, Any]) -> dict[str, str]:
    """Twelve hexadecimal digits for each field, to tell which of them differ later.

    Addresses count by their path: another public host is no change of any service.
    """
    base = absolute("/")
    return {
        name: hashlib.sha256(
            json.dumps(
                value.removeprefix(base) if name in ("url", "permalink") else value,
                ensure_ascii=False,
                sort_keys=True,
            ).encode()
        ).hexdigest()[:12]
        for name, value in record.items()
    }
