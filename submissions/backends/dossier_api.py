"""The Dossier API over HTTP: time-outs, idempotency keys, answers no larger than they may be.

Knows nothing of Django, so that the backend's own tests can drive it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from time import monotonic
from typing import Any
from urllib.parse import quote

import httpx

from submissions.backends import answers
from submissions.backends.protocol import (
    BackendError,
    Changes,
    DossierState,
    ServiceFacts,
    TakenAttachment,
    TakenDossier,
)

#: Seconds: to connect, to wait for the next bytes either way, for one whole call.
CONNECT, QUIET, TOTAL = 3.0, 15.0, 60.0
#: The largest answer that is read, in bytes.
LARGEST_ANSWER = 20 * 1024 * 1024
#: Answers that say nothing about the request itself: its turn will come.
_PASSING = frozenset({408, 423, 425, 429, 500, 502, 503, 504, 507})
#: Answers that mean a wrong address or token, hence every request fails: an operator must look.
_MISCONFIGURED = frozenset({401, 403, 405})
_UNWELL = frozenset({401, 403, 405, 429, 502, 503, 504, 507})
_WORD = re.compile(r"[a-z0-9_.-]{1,60}")


class DossierApi:
    """A client of one backend; may be used by many threads."""

    takes_dossiers = True

    def __init__(
        self,
        url: str,
        token: str,
        *,
        transport: httpx.BaseTransport | None = None,
        total: float = TOTAL,
        quiet: float = QUIET,
        connections: int = 16,
    ) -> None:
        """``url`` is the root of the backend, without ``/v1``."""
        self.total = total
        self._http = httpx.Client(
            base_url=f"{url.rstrip('/')}/v1/",
            headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
            timeout=httpx.Timeout(quiet, connect=min(CONNECT, quiet), pool=min(CONNECT, quiet)),
            limits=httpx.Limits(max_connections=connections, max_keepalive_connections=connections),
            transport=transport,
            # A .netrc or proxy of the machine must not redirect personal data or replace the token.
            trust_env=False,
        )

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def take_attachment(self, content: bytes, *, content_type: str, sha256: str) -> TakenAttachment:
        """``POST attachments``. The name people gave goes with the dossier, not with the content."""
        # A BytesIO goes out in pieces: the body is never a second time in memory.
        files = {"file": ("attachment", BytesIO(content), content_type)}
        taken = answers.taken_attachment(self._call("POST", "attachments", files=files))
        if taken.sha256 != sha256:
            raise BackendError("content_changed_on_the_way")
        return taken

    def take_dossier(self, dossier: Mapping[str, Any], *, key: str) -> TakenDossier:
        """``POST dossiers`` (201 the first time, 200 with the same body afterwards)."""
        return answers.taken_dossier(self._call("POST", "dossiers", json=dossier, key=key))

    def supplement(self, code: str, body: Mapping[str, Any], *, key: str) -> None:
        """``POST dossiers/{code}/supplements``."""
        self._call("POST", f"dossiers/{quote(code, safe='')}/supplements", json=body, key=key)

    def withdraw(self, code: str, body: Mapping[str, Any], *, key: str) -> None:
        """``POST dossiers/{code}/withdrawal``."""
        self._call("POST", f"dossiers/{quote(code, safe='')}/withdrawal", json=body, key=key)

    def dossier(self, code: str) -> DossierState:
        """``GET dossiers/{code}``; the portal's reference leads there as well."""
        return answers.dossier_state(self._call("GET", f"dossiers/{quote(code, safe='')}"))

    def track(self, code: str, digits: str) -> DossierState | None:
        """``POST tracking``: digits in the body, where no log keeps them."""
        try:
            body = self._call("POST", "tracking", json={"code": code, "digits": digits})
        except BackendError as error:
            if error.status in (404, 422) and error.permanent:
                return None
            raise
        return answers.dossier_state(body)

    def file(self, code: str, kind: str, number: str = "") -> bytes:
        """``GET dossiers/{code}/receipt.pdf``, ``…/letters/{id}``, ``…/results/{id}``."""
        place = "receipt.pdf" if kind == "receipt" else f"{kind}s/{quote(number, safe='')}"
        return self._ask("GET", f"dossiers/{quote(code, safe='')}/{place}")

    def changes(self, cursor: str, limit: int = 100) -> Changes:
        """``GET dossiers?changed_since=``."""
        query = {"changed_since": cursor, "limit": str(limit)}
        return answers.changes(self._call("GET", "dossiers", params=query))

    def services(self) -> Sequence[ServiceFacts]:
        """``GET services``."""
        body = self._call("GET", "services")
        items = body.get("items") if isinstance(body, Mapping) else None
        if not isinstance(items, list):
            raise answers.not_understood("services")
        return [answers.service_facts(one) for one in items]

    def statistics(self, since: date, until: date, group_by: str) -> Mapping[str, Any]:
        """``GET statistics?from=&to=&group_by=``."""
        query = {"from": since.isoformat(), "to": until.isoformat(), "group_by": group_by}
        body = self._call("GET", "statistics", params=query)
        if not isinstance(body, Mapping):
            raise answers.not_understood("statistics")
        return body

    def _call(self, method: str, path: str, *, key: str = "", **more: Any) -> Any:
        content = self._ask(method, path, key=key, **more)
        try:
            return json.loads(content or b"null")
        except ValueError as error:
            raise answers.not_understood("json") from error

    def _ask(self, method: str, path: str, *, key: str = "", **more: Any) -> bytes:
        """The content of an answer that is a success."""
        headers = {"Idempotency-Key": key} if key else {}
        with (
            _as_backend_errors(),
            self._http.stream(method, path, headers=headers, **more) as response,
        ):
            content = self._read(response)
        if response.is_success:
            return content
        raise _refusal(response, content)

    def _read(self, response: httpx.Response) -> bytes:
        """The whole answer, within what is left of the time and the size."""
        ends, content = monotonic() + self.total, bytearray()
        for chunk in response.iter_bytes():
            content += chunk
            if len(content) > LARGEST_ANSWER:
                raise BackendError("answer_too_large", unwell=True)
            if monotonic() > ends:
                raise BackendError("answer_too_slow", unwell=True)
        return bytes(content)


@contextmanager
def _as_backend_errors() -> Iterator[None]:
    try:
        yield
    except (
        httpx.HTTPError
    ) as error:  # the text of the error may hold an address: its kind is enough
        raise BackendError(f"no_answer {type(error).__name__}", unwell=True) from error


def _refusal(response: httpx.Response, content: bytes) -> BackendError:
    status, code = response.status_code, _problem_code(response, content)
    misplaced = status == 404 and not code  # not the API: something else answers at this address
    passing = status in _PASSING or status in _MISCONFIGURED or response.is_redirect or misplaced
    return BackendError(
        f"http_{status} {code}".strip(),
        permanent=not passing,
        retry_after=retry_after(response.headers.get("Retry-After", "")),
        unwell=status in _UNWELL or response.is_redirect or misplaced,
        status=status,
        code=code,
    )


def _problem_code(response: httpx.Response, content: bytes) -> str:
    """The machine's word in a problem document (RFC 9457): ``code``, or the end of ``type``."""
    if "json" not in response.headers.get("Content-Type", ""):
        return ""
    try:
        body = json.loads(content)
    except ValueError:
        return ""
    if not isinstance(body, Mapping):
        return ""
    word = str(body.get("code") or re.split(r"[/:#]", str(body.get("type") or ""))[-1]).lower()
    return word if _WORD.fullmatch(word) else "problem"


def retry_after(header: str, now: datetime | None = None) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110: a number, or a date)."""
    if header.isdigit():
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
