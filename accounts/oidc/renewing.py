"""Ask the provider from time to time whether the person may still be here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse
from mozilla_django_oidc.middleware import SessionRefresh

from accounts.oidc.provider import ProviderUnavailable
from accounts.oidc.settings import BACKEND, get_setting

logger = structlog.get_logger(__name__)


class RenewMiddleware(SessionRefresh):
    """The library's, for sessions from the provider alone and for pages that a person opens.

    A list loaded by script or a preview in its frame cannot be led to another site.
    """

    get_settings = staticmethod(get_setting)

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        # Not the library's, which reads the provider's addresses while the portal starts.
        super(SessionRefresh, self).__init__(get_response)
        self.OIDC_EXEMPT_URLS: list[str] = ["wagtailadmin_login", "wagtailadmin_logout"]
        self.OIDC_AUTHENTICATION_CALLBACK_URL = "oidc_authentication_callback"
        self.OIDC_STATE_SIZE = self.OIDC_NONCE_SIZE = 32
        self.OIDC_USE_NONCE = True

    def __getattr__(self, name: str) -> Any:
        """The library's settings, when they are needed."""
        if name.startswith("OIDC_"):
            return get_setting(name)
        raise AttributeError(name)

    @property
    def exempt_urls(self) -> set[str]:  # type: ignore[override]
        """Pages of coming and going."""
        from django.urls import reverse

        return {
            reverse(name)
            for name in (
                *self.OIDC_EXEMPT_URLS,
                "oidc_authentication_init",
                "oidc_authentication_callback",
            )
        }

    def is_refreshable_url(self, request: HttpRequest) -> bool:
        """Pages that a person opens, in a session from the provider."""
        if not settings.OIDC_ISSUER or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return False
        session = request.session
        if SESSION_KEY not in session or session.get(BACKEND_SESSION_KEY) != BACKEND:
            return False
        if request.headers.get("Sec-Fetch-Dest", "document") != "document":
            return False
        return bool(super().is_refreshable_url(request))

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        """While the provider does not answer, people go on working; it is asked again next time."""
        try:
            return super().process_request(request)  # type: ignore[no-any-return]
        except ProviderUnavailable as problem:
            logger.error("the OpenID provider does not answer", reason=str(problem))
            return None
