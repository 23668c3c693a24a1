"""Services that are handed in at a counter: nothing can be sent, and nothing pretends to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NoReturn

from submissions.backends.protocol import BackendError, Changes, ServiceFacts


class InPerson:
    """A backend that takes no dossier: whoever tries made a mistake that trying again will not mend."""

    takes_dossiers = False

    def take_attachment(self, content: bytes, *, content_type: str, sha256: str) -> NoReturn:
        """Never."""
        raise BackendError("takes_no_dossiers", permanent=True)

    def take_dossier(self, dossier: Mapping[str, Any], *, key: str) -> NoReturn:
        """Never."""
        raise BackendError("takes_no_dossiers", permanent=True)

    def supplement(self, code: str, body: Mapping[str, Any], *, key: str) -> NoReturn:
        """Never."""
        raise BackendError("takes_no_dossiers", permanent=True)

    def withdraw(self, code: str, body: Mapping[str, Any], *, key: str) -> NoReturn:
        """Never."""
        raise BackendError("takes_no_dossiers", permanent=True)

    def dossier(self, code: str) -> NoReturn:
        """Nothing is known of any dossier."""
        raise BackendError("takes_no_dossiers", permanent=True)

    def track(self, code: str, digits: str) -> None:
        """Nothing is known of any dossier."""

    def file(self, code: str, kind: str, number: str = "") -> NoReturn:
        """There are none."""
        raise BackendError("takes_no_dossiers", permanent=True)

    def changes(self, cursor: str, limit: int = 100) -> Changes:
        """Nothing ever changes."""
        return Changes((), cursor, has_more=False)

    def services(self) -> Sequence[ServiceFacts]:
        """It says nothing of any service."""
        return ()

    def statistics(self, since: date, until: date, group_by: str) -> Mapping[str, Any]:
        """It counts nothing."""
        return {}
