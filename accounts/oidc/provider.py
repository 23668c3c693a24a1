"""What the provider says of itself (OpenID Connect Discovery 1.0), kept for an hour."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.core.cache import caches

from accounts.oidc.settings import PATIENCE

KEPT_SECONDS = 3600


class ProviderUnavailable(Exception):
    """The provider does not answer, or not as OpenID Connect wants it."""


def published() -> dict[str, Any]:
    """The provider's metadata. Errors: ``ProviderUnavailable``."""
    key = f"oidc-metadata:{settings.OIDC_ISSUER}"
    kept: dict[str, Any] | None = caches["default"].get(key)
    if kept is not None:
        return kept
    try:
        answer = requests.get(
            f"{settings.OIDC_ISSUER}/.well-known/openid-configuration", timeout=PATIENCE
        )
        answer.raise_for_status()
        found = answer.json()
    except (requests.RequestException, ValueError) as problem:
        raise ProviderUnavailable(type(problem).__name__) from problem
    # Section 4.3 of Discovery: another issuer's document must not be believed.
    if not isinstance(found, dict) or found.get("issuer", "").rstrip("/") != settings.OIDC_ISSUER:
        raise ProviderUnavailable("another issuer")
    caches["default"].set(key, found, KEPT_SECONDS)
    return found


def endpoint(name: str) -> str:
    """An address of the provider. Errors: ``ProviderUnavailable`` when it names none."""
    address: str = published().get(name, "")
    if urlsplit(address).scheme not in ("https", "http"):
        raise ProviderUnavailable(name)
    return address
