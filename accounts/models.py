"""The custom user, from the first migration on."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import get_random_string, salted_hmac


def new_sessions_key() -> str:
    """A text that no session knows yet."""
    return get_random_string(16)


class User(AbstractUser):
    """An editor, moderator or administrator. Citizens have no account here."""

    #: Part of what every session of this person is checked against: a new one ends them all.
    sessions_key = models.CharField(max_length=16, default=new_sessions_key, editable=False)
    #: Who this is at the OpenID provider (claim "sub"), kept at the first log-in from there.
    oidc_subject = models.CharField(
        max_length=255, unique=True, null=True, blank=True, editable=False
    )

    def get_full_name(self) -> str:
        """The name as Vietnamese people write it: family and middle names, then the given name."""
        return f"{self.last_name} {self.first_name}".strip()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Django's own covers the password alone, so that a session outlives a role that was taken.
        return salted_hmac(
            "accounts.User.session", f"{self.password}\0{self.sessions_key}", secret=secret,
            algorithm="sha256",
        ).hexdigest()  # fmt: skip
