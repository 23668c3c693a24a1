"""Which backend this portal is connected to, by its settings."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings

from submissions.backends.deep_link import DeepLink
from submissions.backends.dossier_api import DossierApi
from submissions.backends.in_person import InPerson
from submissions.backends.protocol import ProcessingBackend
from submissions.encryption import keyed_digest

#: Seconds for one answer, while somebody looks at an empty page.
WHILE_SOMEBODY_WAITS = 6.0


def connected_backend() -> ProcessingBackend:
    """The backend that DOSSIER_API_URL names; without one, a backend that takes nothing."""
    if not settings.DOSSIER_API_URL:
        return InPerson()
    return _client(settings.DOSSIER_API_URL, settings.DOSSIER_API_TOKEN)


def backend_for_visitors() -> ProcessingBackend:
    """The same backend, asked while a person waits: it has a few seconds, or the page says it is away."""
    if not settings.DOSSIER_API_URL:
        return InPerson()
    return _client(settings.DOSSIER_API_URL, settings.DOSSIER_API_TOKEN, WHILE_SOMEBODY_WAITS)


@cache
def _client(url: str, token: str, seconds: float = 0) -> DossierApi:
    if not seconds:
        return DossierApi(url, token)
    return DossierApi(url, token, total=seconds, quiet=seconds / 2)


def deep_link(url: str, *, service_code: str, case: str = "", now: datetime) -> str:
    """The address of another site's form with signed parameters (docs/integrators.md)."""
    link = DeepLink(deep_link_key(urlsplit(url).hostname or "").encode(), settings.PUBLIC_URL)
    return link.address(url, service_code=service_code, case=case, now=now)


def deep_link_key(host: str) -> str:
    """The key that the portal shares with one other site; another site cannot know it."""
    return keyed_digest("deep link key", host.lower())
