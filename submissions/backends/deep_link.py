"""Services that are handed in on another site: the link tells it, signed, what the citizen chose.

The signature (HMAC-SHA256) covers all parameters that the portal adds, so that the other site can
trust them and see how old they are. No personal data is among them. Nothing of Django is used.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from submissions.backends.in_person import InPerson

#: Parameters that the portal adds: procedure, case, where the citizen comes from, when (Unix time).
SERVICE, CASE, SOURCE, TIME, SIGNATURE = "ma_thu_tuc", "truong_hop", "nguon", "luc", "chu_ky"
_SIGNED = (SERVICE, CASE, SOURCE, TIME)
#: How long the other site should believe a link, in seconds.
VALID_SECONDS = 3600


class DeepLink(InPerson):
    """Takes no dossier itself; leads the citizen to where one is taken."""

    def __init__(self, key: bytes, source: str) -> None:
        """``key`` is shared with the other site; ``source`` is the portal's own address."""
        self.key, self.source = key, source

    def address(self, url: str, *, service_code: str, case: str = "", now: datetime) -> str:
        """``url`` with the parameters added and signed; those it has already stay, ours win."""
        parts = urlsplit(url)
        added = {
            SERVICE: service_code,
            CASE: case,
            SOURCE: self.source,
            TIME: str(int(now.timestamp())),
        }
        own = [
            pair
            for pair in parse_qsl(parts.query, keep_blank_values=True)
            if pair[0] not in (*added, SIGNATURE)
        ]
        query = [*own, *added.items(), (SIGNATURE, signature(self.key, added))]
        return urlunsplit(parts._replace(query=urlencode(query)))


def signature(key: bytes, parameters: Mapping[str, str]) -> str:
    """HMAC-SHA256 in hexadecimal over ``name=value`` lines in a fixed order (UTF-8)."""
    text = "\n".join(f"{name}={parameters.get(name, '')}" for name in _SIGNED)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def is_genuine(key: bytes, url: str, now: datetime | None = None) -> bool:
    """What the other site does with a link it was reached by: right signature, not too old."""
    given = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    if not hmac.compare_digest(signature(key, given), given.get(SIGNATURE, "")):
        return False
    age = (now or datetime.now(UTC)).timestamp() - int(given[TIME])
    return -60 <= age <= VALID_SECONDS
