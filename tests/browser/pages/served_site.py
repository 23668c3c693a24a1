"""The sample site behind the server of production, in a process and a data folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.server_process import free_port, run, serving


@contextmanager
def served_site(data_dir: Path) -> Iterator[str]:
    """Build the sample site under ``data_dir``, serve it on loopback, answer its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    run("-m", "tests.pages", url, data_dir=data_dir, PUBLIC_URL=url)
    with serving("portal.wsgi:application", data_dir, port=port, PUBLIC_URL=url):
        yield url
