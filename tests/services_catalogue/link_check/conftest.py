"""A small web on this machine: pages that are fine, gone, slow, lost in redirects."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep

import pytest


class Web(ThreadingHTTPServer):
    """Remembers what it was asked: (method, path, headers)."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.side_by_side = self.most_side_by_side = 0
        self.lock = threading.Lock()
        self.mended: set[str] = set()

    @property
    def netloc(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def url(self, path: str) -> str:
        return f"http://{self.netloc}{path}"


class _Handler(BaseHTTPRequestHandler):
    server: Web

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        web = self.server
        with web.lock:
            web.asked.append((self.command, self.path, dict(self.headers)))
            web.side_by_side += 1
            web.most_side_by_side = max(web.most_side_by_side, web.side_by_side)
        try:
            self._reply(self.path)
        finally:
            with web.lock:
                web.side_by_side -= 1

    def _reply(self, path: str) -> None:
        kind = path.strip("/").split("/")[0]
        if path in self.server.mended:
            kind = "tot"
        if kind == "cham":
            sleep(3)
        if kind == "nho-giot":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for _ in range(40):
                self.wfile.write(b"X-A: b\r\n")
                self.wfile.flush()
                sleep(0.1)
        status, location = {
            "khong-con": (404, ""),
            "da-bo": (410, ""),
            "loi": (500, ""),
            "cam": (403, ""),
            "chi-get": (405 if self.command == "HEAD" else 200, ""),
            "vong": (302, "/vong"),
            "vong-a": (302, "/vong-b"),
            "vong-b": (302, "/vong-a"),
            "dai": (302, f"/dai/{path.count('x')}" + "x" * (path.count("x") + 1)),
            "doi-cho": (301, "/tot"),
            "vao-trong": (302, "http://127.0.0.1:9/bi-mat"),
            "vao-mang": (302, "http://10.0.0.5/"),
            "sang-tep": (302, "file:///etc/passwd"),
        }.get(kind, (200, ""))
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def web(settings) -> Iterator[Web]:
    """The server; its address alone passes the guard."""
    server = Web()
    settings.LINK_CHECK_TRUSTED = [server.netloc]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
