"""Leaving the provider too (OpenID Connect RP-Initiated Logout 1.0)."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.oidc.provider import ProviderUnavailable, endpoint


def logout_address(request: HttpRequest) -> str:
    """The provider's address for it; "" when it has none or does not answer: the portal is left anyway."""
    try:
        address = endpoint("end_session_endpoint")
    except ProviderUnavailable:
        return ""
    query = {
        "client_id": settings.OIDC_CLIENT_ID,
        "post_logout_redirect_uri": request.build_absolute_uri(reverse("wagtailadmin_login")),
    }
    if hint := request.session.get("oidc_id_token"):
        query["id_token_hint"] = hint
    return f"{address}?{urlencode(query)}"
