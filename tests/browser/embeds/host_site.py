"""Another site, on another port, with a policy as strict as a bank's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Uỷ ban nhân dân xã</title>
{script}</head><body><main><h1>Uỷ ban nhân dân xã</h1>
<p>Dịch vụ thường dùng:</p>{body}</main></body></html>"""


class HostSite:
    """Pages by path, each with its Content-Security-Policy."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[str, str]] = {}
        self.url = ""

    def add(self, path: str, *, script: str, body: str, policy: str) -> str:
        """Put a page at ``path``; answers its address."""
        self.pages[path] = (PAGE.format(script=script, body=body), policy)
        return self.url + path


@contextmanager
def host_site() -> Iterator[HostSite]:
    """Serve on a free port of loopback."""
    site = HostSite()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            html, policy = site.pages.get(self.path, ("", "default-src 'none'"))
            self.send_response(200 if html else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.url = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
