"""One POST to somebody else's server: checked address, no redirect, little time, little read."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from threading import Event, Timer
from time import perf_counter
from urllib.parse import SplitResult, urlsplit, urlunsplit

import httpx
from django.conf import settings

from api.models import Outcome
from api.webhooks import endpoints
from submissions.backends.dossier_api import retry_after

#: Seconds: to connect, to wait for the next bytes either way, for the whole of it.
CONNECT, QUIET, TOTAL = 5.0, 10.0, 15.0
#: Bytes of an answer that are read at the most.
LARGEST_ANSWER = 4096


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a POST. ``text`` is the beginning of the answer's body, never kept."""

    outcome: Outcome
    status: int | None = None
    retry_after: float | None = None
    text: str = ""
    took_ms: int = 0


class Mailbox:
    """Posts to one address, over one connection while it holds. Use as a context manager.

    ``context`` is for trials with certificates of their own.
    """

    def __init__(
        self, url: str, *, total: float = TOTAL, context: ssl.SSLContext | None = None
    ) -> None:
        self.parts, self.total = urlsplit(url), total
        self._context = context or _tls()
        self._client: httpx.Client | None = None
        self._address = ""

    def __enter__(self) -> Mailbox:
        return self

    def __exit__(self, *error: object) -> None:
        self._hang_up()

    def post(self, body: str, headers: Mapping[str, str]) -> Answer:
        """Send; whatever happens is an answer."""
        started = perf_counter()
        try:
            answer = self._post(body.encode(), headers)
        except endpoints.UnknownHost:
            answer = Answer(Outcome.UNKNOWN_HOST)
        except endpoints.Forbidden:
            answer = Answer(Outcome.FORBIDDEN)
        if answer.status is None:
            self._hang_up()
        took = round((perf_counter() - started) * 1000)
        return Answer(answer.outcome, answer.status, answer.retry_after, answer.text, took)

    def _post(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        # Looked up for every message: a kept connection must not outlive a name that moved away.
        addresses = endpoints.addresses_of(self.parts)
        if self._address not in addresses:
            self._hang_up()
        last = Answer(Outcome.UNREACHABLE)
        for address in [self._address] if self._address else addresses[:3]:
            last = self._post_to(address, body, headers)
            if last.outcome != Outcome.UNREACHABLE:
                break
        return last

    def _post_to(self, address: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        client, late = self._connected(), Event()

        def give_up() -> None:
            late.set()
            client.close()

        # The limits of httpx are between two bytes; this one is for all of them.
        watch = Timer(self.total, give_up)
        watch.daemon = True
        watch.start()
        try:
            with client.stream(
                "POST",
                _at(self.parts, address),
                content=body,
                headers={**headers, "Host": self.parts.netloc, "Content-Type": "application/json"},
                extensions={"sni_hostname": self.parts.hostname or ""},
            ) as response:
                answer = _read(response)
            self._address = address
        except httpx.TimeoutException:
            answer = Answer(Outcome.TIMED_OUT)
        except (httpx.HTTPError, OSError, RuntimeError) as error:
            kind = Outcome.BAD_TLS if _is_tls(error) else Outcome.UNREACHABLE
            answer = Answer(Outcome.TIMED_OUT if late.is_set() else kind)
        finally:
            watch.cancel()
        if answer.status is None:
            self._hang_up()
        return answer

    def _connected(self) -> httpx.Client:
        if self._client is None:
            self._client = httpx.Client(
                verify=self._context,
                timeout=httpx.Timeout(QUIET, connect=CONNECT),
                headers={
                    "User-Agent": f"portal-webhooks/1 (+{settings.PUBLIC_URL}/nha-phat-trien/)",
                    "Accept-Encoding": "identity",
                },
                follow_redirects=False,
                # A proxy of the machine would look names up by itself, past our check.
                trust_env=False,
            )
        return self._client

    def _hang_up(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client, self._address = None, ""


@cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def _at(parts: SplitResult, address: str) -> str:
    host = f"[{address}]" if ":" in address else address
    netloc = f"{host}:{parts.port}" if parts.port else host
    return urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, ""))


def _read(response: httpx.Response) -> Answer:
    content = bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) >= LARGEST_ANSWER:
            break
    outcome = Outcome.REFUSED
    if response.is_success:
        outcome = Outcome.DELIVERED
    elif response.is_redirect:
        outcome = Outcome.REDIRECTED
    return Answer(
        outcome,
        response.status_code,
        retry_after(response.headers.get("Retry-After", "")),
        bytes(content[:LARGEST_ANSWER]).decode("utf-8", "replace"),
    )


def _is_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
