"""The portal with its relay and onestop with its desk, each as its own processes on loopback."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tests.pages import sample_catalogue as sample
from tests.server_process import ROOT, environment, free_port, run, serving

TOKEN = "walk-token"
#: A service of the sample that people hand in on the portal itself.
_OPEN = f"""
import django; django.setup()
from services_catalogue.models import ServicePage, SubmissionTarget
page = ServicePage.objects.get(code="{sample.FULL}")
page.targets.all().delete()
SubmissionTarget.objects.create(page=page, kind="dossier_api")
"""


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything is: addresses, the portal's folder (database, logs, mails) and onestop's."""

    portal: str
    onestop: str
    folder: Path
    officers: tuple[tuple[str, str], ...] = ()
    """Log-ins of onestop's desk: name and password."""

    @property
    def mails(self) -> list[EmailMessage]:
        """Mails that the portal sent, oldest first."""
        files = sorted((self.folder / "mails").glob("*.log"))
        texts = [part for file in files for part in file.read_bytes().split(b"-" * 79 + b"\n")]
        return [
            message_from_bytes(text, policy=policy.default)  # type: ignore[misc]
            for text in texts
            if text.strip()
        ]


@contextmanager
def places(folder: Path) -> Iterator[Places]:
    """Fill both, start them, and stop them afterwards."""
    ports = {name: free_port() for name in ("portal", "onestop")}
    portal, onestop = (f"http://127.0.0.1:{ports[name]}" for name in ("portal", "onestop"))
    shared = {
        "PUBLIC_URL": portal,
        "DOSSIER_API_URL": onestop,
        "DOSSIER_API_TOKEN": TOKEN,
        "ONLINE_APPLICATION": "1",
        "RELAY_POLL_SECONDS": "1",
        "LOG_LEVEL": "INFO",
    }
    its_own = {
        "DJANGO_SETTINGS_MODULE": "onestop.settings",
        "ONESTOP_URL": onestop,
        "ONESTOP_TOKEN": TOKEN,
        "ONESTOP_SECRET_KEY": "only-for-the-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
        "PUBLIC_URL": portal,
    }
    export = folder / "for-onestop.json"
    run("-m", "tests.pages", portal, data_dir=folder, **shared)
    run("-c", _OPEN, data_dir=folder, **shared)
    run("manage.py", "export_for_onestop", str(export), data_dir=folder, **shared)
    said = run(
        "manage.py",
        "prepare_onestop",
        str(export),
        "--demo",
        "--dossiers",
        "0",
        data_dir=folder,
        **its_own,
    )
    officers = re.findall(r"^    (\w+) +(\S+) ", said.partition("ban-lam-viec")[2], re.M)
    with (
        serving("onestop.wsgi:application", folder, port=ports["onestop"], **its_own),
        serving("portal.wsgi:application", folder, port=ports["portal"], **shared),
        _relay(folder, shared),
    ):
        yield Places(portal, onestop, folder, tuple(officers))


@contextmanager
def _relay(folder: Path, settings: dict[str, str]) -> Iterator[None]:
    with (folder / "relay.log").open("wb") as log:
        relay = subprocess.Popen(
            [sys.executable, "manage.py", "relay_outbox"],
            cwd=ROOT,
            env=environment(folder, **settings),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield
        finally:
            relay.terminate()
            relay.wait(timeout=30)
