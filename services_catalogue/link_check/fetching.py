"""One look at one address. The only module of the catalogue that speaks HTTP.

HEAD first, GET where HEAD is not understood; no body is read. Every redirect is followed by hand, so
that each hop passes the guard of :mod:`addresses`.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from functools import cache
from threading import Timer
from time import monotonic
from urllib.parse import urljoin, urlsplit

import httpx
from django.conf import settings

from services_catalogue.link_check import reasons
from services_catalogue.link_check.addresses import (
    NotPublic,
    Resolve,
    UnknownHost,
    address_for,
    resolve,
)

#: Seconds: to connect, to wait for the next bytes, for the whole look with all redirects.
CONNECT, QUIET, TOTAL = 5.0, 8.0, 20.0
HOPS = 8
#: Answers to HEAD that say more of HEAD than of the page.
_ASK_AGAIN = frozenset({400, 403, 404, 405, 406, 410, 500, 501, 503})
#: The page is there, but not for a machine.
_REFUSED = frozenset({401, 403, 405, 406, 407, 408, 425, 429, 451, 999})
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a look. ``reason`` is a key of :mod:`reasons`, empty when all is fine."""

    status: int | None = None
    reason: str = ""
    leads_to: str = ""
    hops: int = 0
    milliseconds: int = 0

    @property
    def fine(self) -> bool:
        """Whether a person would see a page, as far as a machine can tell."""
        return self.reason in ("", reasons.REFUSED)


class _Stop(Exception):
    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def look_at(url: str, *, look_up: Resolve = resolve, total: float = TOTAL) -> Outcome:
    """Ask for ``url`` and follow where it leads, ``total`` seconds at the most. Raises nothing."""
    begun = monotonic()
    seen = [url]
    status: int | None = None
    reason = ""
    # A transport without the environment's proxies: they would resolve names behind the guard's back.
    client = httpx.Client(
        verify=_trust(),
        trust_env=False,
        timeout=httpx.Timeout(min(QUIET, total), connect=min(CONNECT, total)),
        headers=_introduction(),
    )
    # Time-outs count from byte to byte; this one ends whoever answers a byte at a time.
    watch = Timer(total, client.close)
    watch.daemon = True
    watch.start()
    try:
        while True:
            if monotonic() - begun > total:
                raise _Stop(reasons.TIMEOUT)
            status, location = _ask(client, seen[-1], look_up)
            if not location:
                reason = _judge(status)
                break
            target = urljoin(seen[-1], location).partition("#")[0]
            if target in seen or len(seen) > HOPS:
                raise _Stop(reasons.LOOP)
            seen.append(target)
    except _Stop as stop:
        late = monotonic() - begun > total
        reason = reasons.TIMEOUT if late else stop.reason
        status = status if reason == reasons.LOOP else None
    finally:
        watch.cancel()
        client.close()
    return Outcome(
        status=status,
        reason=reason,
        leads_to=seen[-1] if len(seen) > 1 else "",
        hops=len(seen) - 1,
        milliseconds=round((monotonic() - begun) * 1000),
    )


def _ask(client: httpx.Client, url: str, look_up: Resolve) -> tuple[int, str]:
    """Status of one hop, and where it leads; "" for nowhere."""
    status, location = _send(client, "HEAD", url, look_up)
    if status in _ASK_AGAIN:
        status, location = _send(client, "GET", url, look_up)
    return status, location


def _send(client: httpx.Client, method: str, url: str, look_up: Resolve) -> tuple[int, str]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
        target = httpx.URL(url)
    except (ValueError, httpx.InvalidURL) as error:
        raise _Stop(reasons.ADDRESS) from error
    if not host or not port:
        raise _Stop(reasons.ADDRESS)
    name = target.raw_host.decode("ascii")
    try:
        address = address_for(name.strip("[]"), port, look_up=look_up)
        # Connected to the address that was judged; the name goes into Host and TLS.
        request = client.build_request(
            method,
            target.copy_with(host=address, fragment=None, userinfo=b""),
            headers={"Host": target.netloc.decode("ascii")},
            extensions={"sni_hostname": name},
        )
        answer = client.send(request, stream=True, follow_redirects=False)
        answer.close()
    except NotPublic as error:
        raise _Stop(reasons.PRIVATE) from error
    except UnknownHost as error:
        raise _Stop(reasons.UNKNOWN_HOST) from error
    except httpx.TimeoutException as error:
        raise _Stop(reasons.TIMEOUT) from error
    except httpx.HTTPError as error:
        raise _Stop(reasons.TLS if _is_tls(error) else reasons.CONNECTION) from error
    except (RuntimeError, OSError) as error:  # the watch closed the client meanwhile
        raise _Stop(reasons.TIMEOUT) from error
    except httpx.InvalidURL as error:
        raise _Stop(reasons.ADDRESS) from error
    location = answer.headers.get("location", "") if 300 <= answer.status_code < 400 else ""
    return answer.status_code, location


def _judge(status: int) -> str:
    if status in (404, 410):
        return reasons.GONE
    if status in _REFUSED:
        return reasons.REFUSED
    if status >= 500:
        return reasons.SERVER
    return "" if 200 <= status < 300 else reasons.STATUS


def _is_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        if "SSL" in str(error) or "certificate" in str(error).lower():
            return True
        error = error.__cause__ or error.__context__
    return False


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _introduction() -> dict[str, str]:
    """Who asks, and where to complain."""
    headers = {
        "User-Agent": f"Mozilla/5.0 (compatible; PortalLinkCheck/1.0; +{settings.PUBLIC_URL})",
        "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8",
        "Accept-Language": "vi,en;q=0.5",
        "Connection": "close",
    }
    if settings.OPERATOR_EMAILS:
        headers["From"] = settings.OPERATOR_EMAILS[0]
    return headers
