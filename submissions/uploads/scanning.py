"""The virus scanner, when the province runs one: ClamAV's INSTREAM over TCP.

Protocol: clamd(8), "zINSTREAM": chunks, each after its length (4 bytes, network order), ended by a
zero; the answer is "stream: OK" or "stream: NAME FOUND".
"""

from __future__ import annotations

import socket
import struct
from time import monotonic

import structlog
from django.conf import settings

from submissions.vocabulary import ScanState

log = structlog.get_logger(__name__)

_CHUNK = 64 * 1024
_LONGEST_ANSWER = 4096


def scan(content: bytes) -> ScanState:
    """Ask the scanner; never raises, and takes CLAMAV_SECONDS at the most.

    :returns: OFF when no scanner is configured, MISSED when it did not answer (logged).
    """
    if not settings.CLAMAV_ADDRESS:
        return ScanState.OFF
    try:
        answer = _ask(content)
    except (OSError, ValueError) as problem:
        log.warning("virus_scanner_silent", problem=type(problem).__name__)
        return ScanState.MISSED
    if answer.endswith(b"FOUND"):
        log.warning("virus_found")
        return ScanState.INFECTED
    if answer.endswith(b"OK"):
        return ScanState.CLEAN
    log.warning("virus_scanner_confused")
    return ScanState.MISSED


def scanner_state() -> str:
    """``off``, ``ok`` or ``silent``: for /readyz. Takes two seconds at the most."""
    if not settings.CLAMAV_ADDRESS:
        return "off"
    try:
        with _connection(min(2.0, settings.CLAMAV_SECONDS)) as connection:
            connection.sendall(b"zPING\0")
            return "ok" if connection.recv(16).startswith(b"PONG") else "silent"
    except (OSError, ValueError):
        return "silent"


def _connection(seconds: float) -> socket.socket:
    host, _colon, port = settings.CLAMAV_ADDRESS.rpartition(":")
    address = (host.strip("[]") or "localhost", int(port))
    return socket.create_connection(address, timeout=seconds)


def _ask(content: bytes) -> bytes:
    ends = monotonic() + settings.CLAMAV_SECONDS
    with _connection(settings.CLAMAV_SECONDS) as connection:
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), _CHUNK):
            chunk = content[start : start + _CHUNK]
            connection.settimeout(_left(ends))
            connection.sendall(struct.pack("!L", len(chunk)) + chunk)
        connection.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
            connection.settimeout(_left(ends))
            more = connection.recv(_LONGEST_ANSWER)
            if not more:
                break
            answer += more
    return answer.rstrip(b"\0\n ")


def _left(ends: float) -> float:
    left = ends - monotonic()
    if left <= 0:
        raise TimeoutError
    return left
