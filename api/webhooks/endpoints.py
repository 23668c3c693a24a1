"""Which addresses may be told: the portal must never be a way into the networks around it.

An address is looked at twice: how it is written when somebody registers it, and where its name leads
each time before anything is sent. The connection then goes to the very address that was looked at, so
that a name which changes between two look-ups gains nothing (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

#: Ports that HTTPS is served from; on others there may be something that was never meant for posts.
PORTS = frozenset({443, 8443})
_IPV4_INSIDE = ipaddress.ip_network("64:ff9b::/96")


class Unfit(ValueError):
    """The address is written in a way that is never told; the text says what to do."""


class Forbidden(Exception):
    """The name leads into a network that is none of the outside's business."""


class UnknownHost(Exception):
    """The name leads nowhere."""


def checked(url: str) -> SplitResult:
    """The parts of ``url``. Raises :class:`Unfit` for one that we do not send to."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Unfit(_("Địa chỉ này không đúng dạng.")) from error
    host = parts.hostname or ""
    if not url.isascii() or not url.isprintable() or " " in url or not host:
        raise Unfit(_("Viết địa chỉ đầy đủ, không dấu, ví dụ https://trang-cua-ban.vn/webhook"))
    if parts.username is not None or parts.password is not None:
        raise Unfit(_("Địa chỉ không được chứa tên đăng nhập, mật khẩu."))
    if parts.fragment:
        raise Unfit(_("Bỏ phần sau dấu # trong địa chỉ."))
    if trusted(parts):
        return parts
    if parts.scheme != "https" and not (settings.DEBUG and parts.scheme == "http"):
        raise Unfit(_("Chỉ gửi tới địa chỉ https."))
    if (port or 443) not in PORTS and not settings.DEBUG:
        raise Unfit(_("Chỉ gửi tới cổng 443 hoặc 8443."))
    if _is_number(host) or "." not in host.strip("."):
        raise Unfit(_("Dùng tên miền, không dùng địa chỉ số hay tên máy nội bộ."))
    return parts


def trusted(parts: SplitResult) -> bool:
    """Whether the operator vouches for this host (WEBHOOK_TRUSTED_HOSTS), inside or not, https or not."""
    named = {one.lower() for one in settings.WEBHOOK_TRUSTED_HOSTS}
    return parts.scheme in ("http", "https") and parts.netloc.lower() in named


def addresses_of(parts: SplitResult) -> list[str]:
    """Where the host is now, IPv4 first. Raises :class:`Forbidden` and :class:`UnknownHost`.

    One inner address among many forbids them all: whoever answers so is testing us.
    """
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnknownHost(parts.hostname) from error
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not trusted(parts) and not all(is_public(one) for one in addresses):
        raise Forbidden(parts.hostname)
    return sorted(addresses, key=lambda one: ":" in one)


def is_public(text: str) -> bool:
    """Whether a numeric address belongs to the internet at large (IANA's special-purpose registries)."""
    if "%" in text:  # a zone: only inner addresses have one
        return False
    address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _IPV4_INSIDE:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address.teredo is not None:
            return False
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast and not address.is_reserved


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        # "0x7f.1" and "2130706433" are numbers to a resolver.
        return host.rstrip(".").rsplit(".", 1)[-1][:1].isdigit()
    return True
