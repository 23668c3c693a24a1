"""What proves that somebody may see a dossier: the last four digits of a phone or identity number.

The portal keeps only keyed digests of them, bound to the reference, so that neither a copy of the
database nor equal digits in two dossiers tell anything.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

from submissions.encryption import keyed_digest

DIGITS = 4
#: Keys of the applicant (Dossier API) whose last digits people are asked for.
ASKED_FOR = ("phone", "identity_number")


def proofs_of(reference: str, applicant: Mapping[str, Any]) -> list[str]:
    """Digests to keep with a submission; none for a number with fewer than four digits."""
    numbers = ("".join(filter(str.isdigit, str(applicant.get(key) or ""))) for key in ASKED_FOR)
    return [_digest(reference, number[-DIGITS:]) for number in numbers if len(number) >= DIGITS]


def proves(reference: str, proofs: list[str], digits: str) -> bool:
    """Whether ``digits`` are the last four of one of the numbers; compares in constant time."""
    given = _digest(reference, digits)
    # Every proof is compared: how many there are must not show in the time it takes.
    return sum(hmac.compare_digest(given, proof) for proof in proofs) > 0


def _digest(reference: str, digits: str) -> str:
    return keyed_digest(f"tracking:{reference}", digits)
