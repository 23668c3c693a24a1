"""What mozilla-django-oidc asks its settings for, from ours and from what the provider publishes."""

from __future__ import annotations

from typing import Any

from django.conf import settings

#: How a session says that it began at the provider.
BACKEND = "accounts.oidc.backend.ProviderBackend"
#: What the library waits for the provider, in seconds (connect, and each read).
PATIENCE = 5

_ENDPOINTS = {
    "OIDC_OP_AUTHORIZATION_ENDPOINT": "authorization_endpoint",
    "OIDC_OP_TOKEN_ENDPOINT": "token_endpoint",
    "OIDC_OP_USER_ENDPOINT": "userinfo_endpoint",
    "OIDC_OP_JWKS_ENDPOINT": "jwks_uri",
}


def get_setting(name: str, *default: Any) -> Any:
    """A setting of the library by its name. Errors: what ``provider.published`` raises."""
    from accounts.oidc import provider

    if name in _ENDPOINTS:
        return provider.endpoint(_ENDPOINTS[name])
    ours: dict[str, Any] = {
        "OIDC_RP_CLIENT_ID": settings.OIDC_CLIENT_ID,
        "OIDC_RP_CLIENT_SECRET": settings.OIDC_CLIENT_SECRET,
        "OIDC_RP_SIGN_ALGO": settings.OIDC_SIGN_ALGORITHM,
        "OIDC_RP_SCOPES": "openid email profile",
        "OIDC_USE_PKCE": True,
        "OIDC_USE_NONCE": True,
        "OIDC_TIMEOUT": PATIENCE,
        "OIDC_STORE_ID_TOKEN": True,
        "OIDC_CREATE_USER": settings.OIDC_CREATE_USERS,
        "OIDC_RENEW_ID_TOKEN_EXPIRY_SECONDS": settings.OIDC_RENEW_MINUTES * 60,
    }
    if name in ours:
        return ours[name]
    return getattr(settings, name, *default)
