"""Everything that can happen to a dossier after it came in.

Each function is one transaction that changes the dossier, appends the event and counts the figures.
All take ``dossier`` (as the caller knew it), ``actor`` (an officer's user name, or the client that
speaks for the applicant), ``at`` (now, unless told) and ``version`` (what the caller saw; None: do
not compare). They answer the dossier as it stands afterwards, and raise
:class:`~onestop.recording.WrongMove` or :class:`~onestop.recording.Stale`.
"""

from __future__ import annotations

from onestop.moves.handling import add_note, assign, extend, hand_on
from onestop.moves.progress import accept, deny, finish, return_result, start, stop, withdraw
from onestop.moves.requests import ask_for_papers, ask_for_payment, record_payment, supplement
from onestop.recording import MoveError, Stale, WrongMove

__all__ = [
    "MoveError",
    "Stale",
    "WrongMove",
    "accept",
    "add_note",
    "ask_for_papers",
    "ask_for_payment",
    "assign",
    "deny",
    "extend",
    "finish",
    "hand_on",
    "record_payment",
    "return_result",
    "start",
    "stop",
    "supplement",
    "withdraw",
]
