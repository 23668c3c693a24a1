"""The virus scanner: a small daemon that speaks ClamAV's protocol, or is silent."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from submissions.uploads.receiving import receive
from submissions.uploads.refusals import Reason, Refused
from submissions.uploads.scanning import scan, scanner_state
from submissions.vocabulary import ScanState
from tests.submissions.uploads import specimens

VIRUS = b"X5O!P%@AP"


@contextmanager
def daemon(behaviour: str = "well") -> Iterator[str]:
    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            command = self.rfile.read(5)
            if behaviour == "mute":
                stop.wait(5)
                return
            if command == b"zPING":
                self.wfile.write(b"PONG\0")
                return
            assert command + self.rfile.read(5) == b"zINSTREAM\0"[:10]
            content = b""
            while size := struct.unpack("!L", self.rfile.read(4))[0]:
                content += self.rfile.read(size)
            answer = b"Eicar FOUND" if VIRUS in content else b"OK"
            self.wfile.write(b"stream: " + answer + b"\0" if behaviour == "well" else b"what?\0")

    stop = threading.Event()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        stop.set()
        server.shutdown()


@pytest.mark.parametrize(
    ("behaviour", "content", "state"),
    [
        ("well", b"a" * 200_000, ScanState.CLEAN),
        ("well", b"a" * 70_000 + VIRUS, ScanState.INFECTED),
        ("confused", b"a", ScanState.MISSED),
        ("mute", b"a", ScanState.MISSED),
    ],
)
def test_what_the_scanner_says(settings, behaviour, content, state):
    settings.CLAMAV_SECONDS = 0.5
    with daemon(behaviour) as address:
        settings.CLAMAV_ADDRESS = address
        assert scan(content) == state


def test_a_scanner_that_is_down_is_a_state_or_a_refusal_by_policy(settings):
    settings.CLAMAV_ADDRESS = "127.0.0.1:1"
    assert receive(specimens.pdf(), "a.pdf").scan == ScanState.MISSED
    settings.CLAMAV_REQUIRED = True
    with pytest.raises(Refused) as refused:
        receive(specimens.pdf(), "a.pdf")
    assert refused.value.reason == Reason.NOT_SCANNED


def test_an_infected_file_is_refused(settings):
    with daemon() as address:
        settings.CLAMAV_ADDRESS = address
        with pytest.raises(Refused, match="vi-rút"):
            receive(specimens.pdf() + VIRUS, "a.pdf")


def test_the_state_for_operators(settings):
    assert scanner_state() == "off"
    settings.CLAMAV_ADDRESS = "127.0.0.1:1"
    assert scanner_state() == "silent"
    with daemon() as address:
        settings.CLAMAV_ADDRESS = address
        assert scanner_state() == "ok"
