"""A portal and another site, each on its own port."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.embeds.host_site import HostSite, host_site
from tests.server_process import free_port, run, serving


@dataclass(frozen=True)
class Portal:
    """A data folder with the sample site, and where it is served."""

    data_dir: Path
    url: str
    port: int

    def serve(self):
        """Serve it until the end of the block."""
        return serving(
            "portal.wsgi:application", self.data_dir, port=self.port, PUBLIC_URL=self.url
        )

    def shell(self, code: str) -> None:
        """Run ``code`` in a process of its own, as an editor's act."""
        run("manage.py", "shell", "-c", code, data_dir=self.data_dir, PUBLIC_URL=self.url)


@pytest.fixture(scope="session")
def stopped_portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """The sample site, built and not served."""
    port = free_port()
    portal = Portal(tmp_path_factory.mktemp("embedded"), f"http://127.0.0.1:{port}", port)
    run("-m", "tests.pages", portal.url, data_dir=portal.data_dir, PUBLIC_URL=portal.url)
    return portal


@pytest.fixture
def portal(stopped_portal: Portal) -> Iterator[Portal]:
    """The same, served."""
    with stopped_portal.serve():
        yield stopped_portal


@pytest.fixture
def host() -> Iterator[HostSite]:
    """The other site."""
    with host_site() as site:
        yield site
