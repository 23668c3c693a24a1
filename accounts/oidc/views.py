"""The way to the provider and back."""

from __future__ import annotations

from typing import Any

import jwt
import requests
import structlog
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, signals
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView

from accounts.oidc import refusals
from accounts.oidc.provider import ProviderUnavailable
from accounts.oidc.settings import get_setting

logger = structlog.get_logger(__name__)


class _ProviderPage:
    get_settings = staticmethod(get_setting)

    def refuse(self, request: HttpRequest, text: Any) -> HttpResponse:
        """Back to the log-in page, with a word about what to do."""
        messages.error(request, str(text) % {"name": settings.OIDC_NAME})
        return redirect("wagtailadmin_login")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only where a provider is set."""
        if not settings.OIDC_ISSUER:
            raise Http404
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc,no-any-return]


@method_decorator(never_cache, name="dispatch")
class BeginView(_ProviderPage, OIDCAuthenticationRequestView):
    """Leads to the provider."""

    def __init__(self, **kwargs: Any) -> None:
        # Not the library's, which reads the provider's addresses before anything can be caught.
        super(OIDCAuthenticationRequestView, self).__init__(**kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Errors are told on the log-in page."""
        try:
            self.OIDC_OP_AUTH_ENDPOINT = get_setting("OIDC_OP_AUTHORIZATION_ENDPOINT")
            self.OIDC_RP_CLIENT_ID = settings.OIDC_CLIENT_ID
            return super().get(request)  # type: ignore[no-any-return]
        except ProviderUnavailable as problem:
            logger.error("the OpenID provider does not answer", reason=str(problem))
            return self.refuse(request, refusals.DOWN)


@method_decorator(never_cache, name="dispatch")
class ReturnView(_ProviderPage, OIDCAuthenticationCallbackView):
    """Where the provider leads back to."""

    @property
    def success_url(self) -> str:
        """Where the person wanted to go."""
        return self.request.session.get("oidc_login_next") or reverse("wagtailadmin_home")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Let in, or say why not."""
        if request.GET.get("error"):
            renewing = request.user.is_authenticated
            if renewing:
                logout(request)
            return self.refuse(request, refusals.ENDED if renewing else refusals.CANCELLED)
        if request.GET.get("state") not in request.session.get("oidc_states", {}):
            return self.refuse(request, refusals.STALE)
        request.login_way = "oidc"  # type: ignore[attr-defined]
        try:
            return super().get(request)  # type: ignore[no-any-return]
        except refusals.Refused as refusal:
            # Nobody guessed anything: it is told, and does not count towards a lock.
            logger.warning("the OpenID provider's person was refused")
            if request.user.is_authenticated:
                logout(request)
            return self.refuse(request, refusal.args[0])
        except (ProviderUnavailable, requests.ConnectionError, requests.Timeout) as problem:
            logger.error("the OpenID provider does not answer", reason=type(problem).__name__)
            return self.refuse(request, refusals.DOWN)
        # KeyError, ValueError: a key or a token that is not what the standard says.
        except (
            SuspiciousOperation, requests.RequestException, jwt.PyJWTError, KeyError, ValueError
        ) as problem:  # fmt: skip
            return self._fail(request, refusals.UNTRUSTED, str(type(problem).__name__))

    def login_failure(self) -> HttpResponse:
        """A code that led to nobody."""
        return self._fail(self.request, refusals.STALE, "nobody")

    def _fail(self, request: HttpRequest, text: Any, reason: str) -> HttpResponse:
        logger.warning("log-in by the OpenID provider failed", reason=reason)
        if request.user.is_authenticated:
            logout(request)
        signals.user_login_failed.send(
            sender=__name__, credentials={"username": None, "step": "oidc"}, request=request
        )
        return self.refuse(request, text)
