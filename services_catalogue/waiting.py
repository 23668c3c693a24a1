"""How long applicants really waited, as another room knows it. Without such a room nobody says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


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


def days_in_words(days: float, *, working: bool = True) -> str:
    """A wait as people say it: "dưới 1 ngày làm việc" for the same day; ``working``: names the kind of day."""
    rounded = round(days, 1)
    if not rounded:
        return _("dưới 1 ngày làm việc") if working else _("dưới 1 ngày")
    number = 1 if rounded == 1 else 2
    text = (
        ngettext("%(days)s ngày làm việc", "%(days)s ngày làm việc", number)
        if working
        else ngettext("%(days)s ngày", "%(days)s ngày", number)
    )
    return text % {"days": floatformat(rounded)}
