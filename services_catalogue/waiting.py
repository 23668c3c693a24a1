"""How long applicants really waited, as another room knows it. Without such a room nobody says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RealWait:
    """Working days from receipt to result over the last twelve months.

    Half of the ``resolved`` dossiers took at most ``median_days``, nine of ten at most ``p90_days``;
    ``in_time_share`` is the per cent that kept the legal term.
    """

    median_days: float
    p90_days: float
    resolved: int
    in_time_share: float


_tellers: list[Callable[[str], RealWait | None]] = []


def tell_real_waits_by(teller: Callable[[str], RealWait | None]) -> None:
    """Ask ``teller`` with the code of a service whenever its page is rendered."""
    _tellers[:] = [teller]


def real_wait(service_code: str) -> RealWait | None:
    """What the room of figures says of a service, if there is one and it says anything."""
    return _tellers[0](service_code) if _tellers else None
