"""A webmaster's server on loopback: keeps what it is sent, answers what it is told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook


@dataclass
class Receiver:
    """``answers``: (status, headers) to give before it goes back to 200."""

    address: str = ""
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    echoes: bool = True

    @property
    def netloc(self) -> str:
        return self.address.split("/")[2]

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _headers, body in self.got]

    def verified(self, secret: str) -> list[dict[str, Any]]:
        """Every message, checked as a receiver should: raises for a wrong signature."""
        return [Webhook(secret).verify(body, headers) for headers, body in self.got]

    def take(self, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
        self.got.append((headers, body))
        if self.answers:
            return *self.answers.pop(0), b""
        told = json.loads(body)
        if told["type"] == "webhook.challenge" and self.echoes:
            return 200, {}, json.dumps({"challenge": told["data"]["challenge"]}).encode()
        return 200, {}, b"ok"


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Listen on a free port."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, headers, answer = receiver.take(dict(self.headers.items()), body)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(answer))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    receiver.address = f"http://127.0.0.1:{server.server_port}/hook?key=abc"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
