"""A backend in memory that keeps the contract: once for one key, the same content the same id."""

from __future__ import annotations

import hashlib
import json
from collections import deque

from submissions.backends.protocol import (
    BackendError,
    Changes,
    DossierState,
    TakenAttachment,
    TakenDossier,
)


class BackendDouble:
    """``mishaps``: errors to raise, one a call; ``before=False``: after the work has been done."""

    takes_dossiers = True

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.dossiers: dict[str, dict] = {}
        self.answers: dict[str, tuple[str, TakenDossier | None]] = {}
        self.supplements: list[tuple[str, dict]] = []
        self.withdrawals: list[tuple[str, dict]] = []
        self.pages: deque[Changes] = deque()
        self.asked: list[str] = []
        self.mishaps: deque[tuple[BackendError, bool]] = deque()
        #: Handed in elsewhere: {code: (digits, state)}, and files by (code, kind, number).
        self.elsewhere: dict[str, tuple[str, DossierState]] = {}
        self.papers: dict[tuple[str, str, str], bytes] = {}
        self.uploads = 0

    def fail(self, error: BackendError, *, before: bool = True, times: int = 1) -> None:
        self.mishaps.extend([(error, before)] * times)

    def take_attachment(self, content, *, content_type, sha256):
        self.uploads += 1
        self.files[sha256] = content
        return TakenAttachment(f"file-{sha256[:8]}", hashlib.sha256(content).hexdigest(), 0)

    def take_dossier(self, dossier, *, key):
        def work():
            code = f"H49.22-261124-{len(self.dossiers) + 1:04d}"
            self.dossiers[code] = json.loads(json.dumps(dossier))
            return TakenDossier(code, 1)

        return self._once(key, dossier, work)

    def supplement(self, code, body, *, key):
        self._once(key, body, lambda: self.supplements.append((code, body)))

    def withdraw(self, code, body, *, key):
        self._once(key, body, lambda: self.withdrawals.append((code, body)))

    def dossier(self, code):
        self._stumble()
        if code not in self.elsewhere:
            raise BackendError("http_404 unknown", permanent=True, status=404)
        return self.elsewhere[code][1]

    def track(self, code, digits):
        self._stumble()
        known, state = self.elsewhere.get(code, ("", None))
        return state if known == digits else None

    def file(self, code, kind, number=""):
        self._stumble()
        if (code, kind, number) not in self.papers:
            raise BackendError("http_404 not-found", permanent=True, status=404)
        return self.papers[code, kind, number]

    def _stumble(self):
        if self.mishaps:
            raise self.mishaps.popleft()[0]

    def changes(self, cursor, limit=100):
        self.asked.append(cursor)
        error, _before = self.mishaps.popleft() if self.mishaps else (None, True)
        if error:
            raise error
        return self.pages.popleft() if self.pages else Changes((), cursor, has_more=False)

    def services(self):
        return ()

    def statistics(self, since, until, group_by):
        return {}

    def _once(self, key, body, work):
        error, before = self.mishaps.popleft() if self.mishaps else (None, True)
        if error and before:
            raise error
        text = json.dumps(body, sort_keys=True)
        if key in self.answers and self.answers[key][0] != text:
            raise BackendError("http_409 key_reused", permanent=True, status=409)
        if key not in self.answers:
            self.answers[key] = (text, work())
        if error:
            raise error
        return self.answers[key][1]
