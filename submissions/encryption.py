"""Personal data at rest: sealed with Fernet keys that can be rotated.

``SUBMISSION_KEYS`` holds the keys, newest first: the first seals, all open. Without it one key is
derived from SECRET_KEY, which is enough for a demo; the deployment check asks for real keys.

Values are Fernet tokens. Files are sealed with AES-256-GCM under keys derived from the same ones: a
token is base64, which makes a file a third larger and takes most of the time of opening it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

#: First byte of a file sealed by :func:`seal_file`. A Fernet token begins with "g".
_GCM = b"\x01"
#: Bytes of a nonce (NIST SP 800-38D: drawn at random, good for 2³² files under one key).
_NONCE = 12


class CannotOpen(Exception):
    """No key of ours opens this: a key is missing from SUBMISSION_KEYS, or the data is damaged."""


@cache
def _secrets(configured: tuple[str, ...], secret_key: str) -> tuple[str, ...]:
    return configured or (
        base64.urlsafe_b64encode(
            _derived(secret_key.encode(), b"portal submissions at rest")
        ).decode(),
    )


@cache
def _tokens(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


@cache
def _file_ciphers(keys: tuple[str, ...]) -> tuple[AESGCM, ...]:
    return tuple(
        AESGCM(_derived(base64.urlsafe_b64decode(key), b"portal files at rest")) for key in keys
    )


def _derived(secret: bytes, purpose: bytes) -> bytes:
    """32 bytes that tell nothing of the secret, others for each purpose (RFC 5869)."""
    return HKDF(SHA256(), 32, salt=None, info=purpose).derive(secret)


def _keys() -> tuple[str, ...]:
    return _secrets(tuple(settings.SUBMISSION_KEYS), settings.SECRET_KEY)


def _fernet() -> MultiFernet:
    return _tokens(_keys())


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


def seal_file(plain: bytes, name: str) -> bytes:
    """Encrypt a file with the newest key, bound to its ``name``: under another it does not open."""
    nonce = os.urandom(_NONCE)
    return b"".join((_GCM, nonce, _file_ciphers(_keys())[0].encrypt(nonce, plain, name.encode())))


def unseal_file(sealed: bytes, name: str) -> bytes:
    """Decrypt what :func:`seal_file` made, or a Fernet token, with whichever key fits.

    :raises CannotOpen: when none does.
    """
    if not sealed.startswith(_GCM):
        return unseal(sealed)
    begins = len(_GCM) + _NONCE
    nonce, content = sealed[len(_GCM) : begins], memoryview(sealed)[begins:]
    for cipher in _file_ciphers(_keys()):
        try:
            return cipher.decrypt(nonce, content, name.encode())
        except (InvalidTag, ValueError):  # ValueError: cut off within the nonce
            continue
    raise CannotOpen("no key opens this")


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
