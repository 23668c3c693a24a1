"""Personal data at rest: sealed with Fernet keys that can be rotated.

``SUBMISSION_KEYS`` holds the keys, newest first: the first seals, all open. Without it one key is
derived from SECRET_KEY, which is enough for a demo; the deployment check asks for real keys.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class CannotOpen(Exception):
    """No key of ours opens this: a key is missing from SUBMISSION_KEYS, or the data is damaged."""


@cache
def _keys(configured: tuple[str, ...], secret_key: str) -> MultiFernet:
    if configured:
        return MultiFernet([Fernet(key) for key in configured])
    derive = HKDF(SHA256(), 32, salt=None, info=b"portal submissions at rest")
    return MultiFernet([Fernet(base64.urlsafe_b64encode(derive.derive(secret_key.encode())))])


def _fernet() -> MultiFernet:
    return _keys(tuple(settings.SUBMISSION_KEYS), settings.SECRET_KEY)


def seal(plain: bytes) -> bytes:
    """Encrypt with the newest key."""
    return _fernet().encrypt(plain)


def unseal(sealed: bytes) -> bytes:
    """Decrypt with whichever key fits. :raises CannotOpen: when none does."""
    try:
        return _fernet().decrypt(bytes(sealed))
    except InvalidToken as error:
        raise CannotOpen("no key opens this") from error


def reseal(sealed: bytes) -> bytes:
    """The same content under the newest key (key rotation). :raises CannotOpen: when none fits."""
    try:
        return _fernet().rotate(bytes(sealed))
    except InvalidToken as error:
        raise CannotOpen("no key opens this") from error


def keyed_digest(purpose: str, value: str) -> str:
    """A digest that only this portal can compute: compares secrets without keeping them.

    :returns: 64 hexadecimal digits. The same value gives another digest for another purpose.
    """
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"{purpose}\x00{value}".encode(), hashlib.sha256).hexdigest()


class SealedJSONField(models.BinaryField):
    """JSON that the database only ever sees encrypted. Empty (None) once it is purged."""

    # For the type checker: what goes in and comes out is JSON, not bytes.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Open what the database holds."""
        return None if value is None else json.loads(unseal(bytes(value)))

    def get_prep_value(self, value: Any) -> Any:
        """Seal on the way to the database; sealing twice gives different bytes."""
        if value is None:
            return None
        return seal(json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False).encode())

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """What the driver wants for binary data."""
        sealed = value if prepared else self.get_prep_value(value)
        return None if sealed is None else connection.Database.Binary(sealed)

    def value_to_string(self, obj: models.Model) -> str:
        """A serialised row stays sealed."""
        sealed = self.get_prep_value(self.value_from_object(obj))
        return "" if sealed is None else sealed.decode("ascii")

    def to_python(self, value: Any) -> Any:
        """The value is plain JSON in Python."""
        return value
