"""A bounded load on a server of this machine: a few connections that ask again when answered."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from itertools import chain
from threading import Thread
from time import perf_counter
from urllib.parse import urlsplit

from tests.benchmarks.figures import Times

CONNECTIONS = 4
#: Whichever comes first ends a run.
LONGEST = 5.0
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Load:
    """What a run of requests came to."""

    times: Times
    seconds: float
    size: int
    """Bytes of one answer, headers included."""

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.times.seconds) / self.seconds


def put_load(url: str, *, seconds: float = LONGEST, most: int = MOST) -> Load:
    """Ask for ``url`` over and over on kept-alive connections. Errors: any answer but 200."""
    parts = urlsplit(url)
    assert parts.hostname in ("127.0.0.1", "localhost"), "only servers of this machine"
    address = (parts.hostname, parts.port or 80)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    request = (
        f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept-Encoding: gzip\r\n"
        "Accept: text/html\r\nUser-Agent: bench\r\n\r\n"
    ).encode()
    with _Connection(address) as warming:
        for _ in range(20):
            size = warming.ask(request)
    durations: list[list[float]] = [[] for _ in range(CONNECTIONS)]
    failures: list[Exception] = []
    started = perf_counter()

    def drive(own: list[float]) -> None:
        try:
            with _Connection(address) as connection:
                while perf_counter() - started < seconds and len(own) < most // CONNECTIONS:
                    asked = perf_counter()
                    connection.ask(request)
                    own.append(perf_counter() - asked)
        except Exception as problem:
            failures.append(problem)

    threads = [Thread(target=drive, args=(own,)) for own in durations]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    took = perf_counter() - started
    return Load(Times(tuple(sorted(chain.from_iterable(durations)))), took, size)


class _Connection:
    """HTTP/1.1 with keep-alive, as little of it as a benchmark needs."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.socket = socket.create_connection(address, timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> _Connection:
        return self

    def __exit__(self, *error: object) -> None:
        self.socket.close()

    def ask(self, request: bytes) -> int:
        """Send, read one whole answer; its size in bytes. Errors: ``RuntimeError``."""
        self.socket.sendall(request)
        answer = b""
        while (end := answer.find(b"\r\n\r\n")) == -1:
            answer += self._receive()
        head = answer[:end].lower()
        if not head.startswith(b"http/1.1 200"):
            raise RuntimeError(head.decode("latin-1"))
        _, found, after = head.partition(b"content-length:")
        if not found:
            raise RuntimeError("the answer has no Content-Length")
        whole = end + 4 + int(after.split(b"\r\n", 1)[0])
        got = len(answer)
        while got < whole:
            got += len(self._receive())
        return whole

    def _receive(self) -> bytes:
        data = self.socket.recv(65536)
        if not data:
            raise RuntimeError("the server closed the connection")
        return data
