"""Which addresses a link may lead our own machine to: public ones, and nothing else.

Editors, imports and foreign redirects name the addresses; without this guard they could make the
portal knock at doors within its own network. A name is resolved once, every answer is judged, and the
connection goes to that very answer, so that a second answer of the name server changes nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable

from django.conf import settings

#: (host, port) → addresses; raises OSError.
Resolve = Callable[[str, int], list[str]]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotPublic(Exception):
    """The host stands within a network that is nobody's business."""


class UnknownHost(Exception):
    """The name is known to no name server."""


def resolve(host: str, port: int) -> list[str]:
    """Addresses of ``host``, each once, those of IPv4 first."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    ordered = sorted(found, key=lambda one: one[0] != socket.AF_INET)
    return list(dict.fromkeys(str(one[4][0]) for one in ordered))


def is_public(address: str) -> bool:
    """Whether anybody in the world could mean the same machine by ``address``."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def is_trusted(host: str, port: int, trusted: Iterable[str] | None = None) -> bool:
    """Whether an operator named this host and port (LINK_CHECK_TRUSTED), whatever its address."""
    names = settings.LINK_CHECK_TRUSTED if trusted is None else trusted
    return f"{host}:{port}" in names


def address_for(host: str, port: int, *, look_up: Resolve = resolve) -> str:
    """The one address to connect to.

    :raises NotPublic: when any address of the host is not public.
    :raises UnknownHost: when there is none.
    """
    try:
        found = look_up(host, port)
    except (OSError, UnicodeError) as error:
        raise UnknownHost(host) from error
    if not found:
        raise UnknownHost(host)
    if not is_trusted(host, port) and not all(map(is_public, found)):
        raise NotPublic(host)
    return found[0]
