"""Bearer tokens of the clients."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from ninja.security import HttpBearer

from onestop.models import Client
from onestop.models.clients import token_digest


class BearerToken(HttpBearer):
    """Finds the client by the digest of its token."""

    def authenticate(self, request: HttpRequest, token: str) -> Client | None:
        """The client, or None: 401."""
        return Client.objects.filter(token_digest=token_digest(token), is_active=True).first()


def client_of(request: HttpRequest) -> Client:
    """The client that has authenticated."""
    return cast(Client, request.auth)  # type: ignore[attr-defined]
