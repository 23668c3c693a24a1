"""Find the dossier that somebody can prove to know."""

from __future__ import annotations

from django.db.models import Q

from submissions.models import Submission
from submissions.tracking.attempts import count_failure, seconds_to_wait
from submissions.tracking.elsewhere import BackendAway, proves_elsewhere
from submissions.tracking.proofs import proves


class TooManyTries(Exception):
    """Guessing is over for now. ``seconds``: when another try is allowed."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def find(code: str, digits: str, address: str) -> str | None:
    """What the dossier's page goes by, when the digits prove it: a reference, or a dossier code.

    A dossier code that does not open a dossier of ours is asked of the backend, which also has those
    handed in at a counter. An unknown code and wrong digits give the same answer, cost the same and
    count alike.

    :raises TooManyTries: when the brake on guessing is on, right or wrong.
    :raises BackendAway: when the portal does not have it and the backend cannot be asked.
    """
    wait = seconds_to_wait(code, address)
    if wait:
        raise TooManyTries(wait)
    found = Submission.objects.filter(Q(reference=code) | Q(dossier_code=code)).first()
    reference, proofs = (found.reference, found.proofs) if found else ("", [""])
    if proves(reference, proofs, digits) and found:
        return found.reference
    try:
        if proves_elsewhere(code, digits):
            return found.reference if found else code
    except BackendAway:
        count_failure(code, address)
        raise
    count_failure(code, address)
    return None
