"""References: given in the first second, never changed, short enough to be read out on the telephone.

``QN-7K4M-93XD-2``: the portal's letters, eight random characters, a check character. The alphabet is
Crockford's (no I, L, O, U), so that what people hear or copy wrongly can be mended: O is 0, I and L
are 1. The check is Damm's over the field of 32 elements: it finds every single wrong character and
every exchange of two neighbours (H. M. Damm, Total anti-symmetrische Quasigruppen, 2004).
"""

from __future__ import annotations

import re
import secrets

from django.conf import settings

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_HEARD = str.maketrans("OIL", "011")
_LENGTH = 8
#: x^5 + x^2 + 1, which makes the field of 32 elements.
_POLYNOMIAL = 0b100101


def new_reference() -> str:
    """A reference that cannot be guessed (40 bits); whoever keeps it makes sure that it is unique."""
    while True:
        body = "".join(secrets.choice(ALPHABET) for _place in range(_LENGTH))
        # With a digit in it nobody takes it for words.
        if any(character.isdigit() for character in body):
            return _written(body)


def tidy_reference(text: str) -> str:
    """A reference as it is kept, from what somebody typed; "" for what is not one of ours.

    "qn 7k4m 93xd 2", "QN7K4M93XD2" and "QN-7K4M-93XD-2" are one. A wrong check character gives "".
    """
    prefix = settings.REFERENCE_PREFIX
    plain = re.sub(r"[\s‐‑‒–—.\-]+", "", text).upper()
    if not plain.startswith(prefix):
        return ""
    body = plain[len(prefix) :].translate(_HEARD)
    if len(body) != _LENGTH + 1 or any(character not in _VALUES for character in body):
        return ""
    reference = _written(body[:-1])
    return reference if reference.endswith(body[-1]) else ""


def _written(body: str) -> str:
    return f"{settings.REFERENCE_PREFIX}-{body[:4]}-{body[4:]}-{check_character(body)}"


def check_character(body: str) -> str:
    """The character that makes ``body`` whole."""
    value = 0
    for character in body:
        value = (value ^ _VALUES[character]) << 1
        if value > 31:
            value ^= _POLYNOMIAL
    return ALPHABET[value]
