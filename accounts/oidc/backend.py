"""Which account of the portal somebody is whom the provider has let in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from accounts.models import User
from accounts.oidc import refusals
from accounts.oidc.refusals import Refused
from accounts.oidc.settings import get_setting


class ProviderBackend(OIDCAuthenticationBackend):
    """By the provider's own id ("sub"), or once by a verified address of an account that exists.

    Groups and units are never taken from claims: who may do what is decided in the portal.
    """

    def __init__(self) -> None:
        # The library's reads the provider's addresses here, and this is made at each request.
        self.UserModel = get_user_model()

    def __getattr__(self, name: str) -> Any:
        """The library's settings, when they are needed."""
        if name.startswith("OIDC_"):
            default = (None,) if name == "OIDC_RP_IDP_SIGN_KEY" else ()
            return get_setting(name, *default)
        raise AttributeError(name)

    @staticmethod
    def get_settings(attr: str, *args: Any) -> Any:
        """A setting of the library."""
        return get_setting(attr, *args)

    def authenticate(self, request: HttpRequest | None, **kwargs: Any) -> Any:
        """Only what the page of return asks, never a form. Errors: ``Refused`` and the library's."""
        if "nonce" not in kwargs or not settings.OIDC_ISSUER:
            return None
        return super().authenticate(request, **kwargs)

    def verify_token(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """Signature, nonce, end (the library) and issuer and audience (OpenID Connect 3.1.3.7)."""
        payload: dict[str, Any] = super().verify_token(token, **kwargs)
        audience = payload.get("aud")
        audiences = audience if isinstance(audience, list) else [audience]
        if payload.get("iss", "").rstrip("/") != settings.OIDC_ISSUER:
            raise SuspiciousOperation("another issuer")
        if settings.OIDC_CLIENT_ID not in audiences:
            raise SuspiciousOperation("for another client")
        return payload

    def get_or_create_user(self, access_token: str, id_token: str, payload: dict[str, Any]) -> Any:
        """The account. Errors: ``Refused``."""
        wanted = set(settings.OIDC_REQUIRED_AMR)
        if wanted and not wanted & set(payload.get("amr") or ()):
            raise Refused(refusals.WEAK)
        claims = self.get_userinfo(access_token, id_token, payload)
        subject = payload.get("sub")
        # 5.3.2: claims of somebody else, by whatever mistake, must not be used.
        if not subject or claims.get("sub") != subject:
            raise SuspiciousOperation("claims of another subject")
        user = User.objects.filter(oidc_subject=subject).first() or _by_address(subject, claims)
        if not user.is_active:
            raise Refused(refusals.INACTIVE)
        return user

    def get_user(self, user_id: int) -> Any:
        """As for sessions by password: nobody who is not active."""
        user = super().get_user(user_id)
        return user if user is not None and user.is_active else None


def _by_address(subject: str, claims: dict[str, Any]) -> User:
    address = str(claims.get("email") or "")
    # Some providers write the boolean as a text.
    if not address or claims.get("email_verified") not in (True, "true"):
        raise Refused(refusals.UNVERIFIED)
    found = list(User.objects.filter(email__iexact=address)[:2])
    if len(found) > 1:
        raise Refused(refusals.SEVERAL)
    if not found and settings.OIDC_CREATE_USERS:
        return _create(subject, address, claims)
    if not found:
        raise Refused(refusals.UNKNOWN)
    with transaction.atomic():
        bound = User.objects.filter(pk=found[0].pk, oidc_subject=None).update(oidc_subject=subject)
    if not bound:
        raise Refused(refusals.OTHER_PERSON)
    return found[0]


def _create(subject: str, address: str, claims: dict[str, Any]) -> User:
    """An account without any right: an administrator gives it a group or a unit."""
    user = User(
        username=address.lower()[:150],
        email=address,
        first_name=str(claims.get("given_name") or "")[:150],
        last_name=str(claims.get("family_name") or "")[:150],
        oidc_subject=subject,
    )
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as taken:
        # The name is another's, or two windows came at once.
        raise Refused(refusals.OTHER_PERSON) from taken
    return user
