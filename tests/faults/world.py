"""A portal, its relays and onestop on one machine, with a proxy between and a clock to set."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from tests.faults import clock
from tests.faults.citizens import SERVICES
from tests.faults.proxy import LyingProxy
from tests.faults.victims import Victim
from tests.server_process import environment, free_port, run

TOKEN = "fault-run-token"
_FILL = f"""
import django; django.setup()
from onestop.models import Agency, Client, Service
from onestop.models.clients import token_digest
unit, _ = Agency.objects.get_or_create(code="H49.22", defaults=dict(name="Đơn vị"))
Client.objects.get_or_create(name="portal", defaults=dict(token_digest=token_digest("{TOKEN}")))
for code in {SERVICES!r}:
    service, _ = Service.objects.get_or_create(code=code, defaults=dict(
        name=code, field_code="x", field_name="X", term_value=5, term_unit="working_day"))
    service.agencies.set([unit])
"""


class World:
    """Everything of one fault run below ``folder``."""

    def __init__(
        self,
        folder: Path,
        submissions: int,
        seed: int,
        relays: int = 2,
        workers: int = 1,
        people: int = 1,
    ) -> None:
        self.folder, self.submissions = folder, submissions
        self.acknowledged, self.clock = folder / "acknowledged", folder / "clock"
        self.acknowledged.touch()
        clock.set_wrong_by(self.clock, 0)
        onestop_port, proxy_port = free_port(), free_port()
        self.proxy = LyingProxy(proxy_port, onestop_port, seed)
        self.onestop_url = f"http://127.0.0.1:{onestop_port}"
        more = {clock.FILE: str(self.clock), "LOG_LEVEL": "ERROR"}
        self.portal_env = environment(
            folder,
            DOSSIER_API_URL=f"http://127.0.0.1:{proxy_port}",
            DOSSIER_API_TOKEN=TOKEN,
            RELAY_POLL_SECONDS="2",
            **more,
        )
        self.onestop_env = environment(folder, **more) | {
            "DJANGO_SETTINGS_MODULE": "onestop.settings"
        }
        self.portal = self._of_portal(
            *("portal", "portal_worker"),
            *("0", str(submissions), str(people), str(self.acknowledged)),
        )
        self.relays = [self._of_portal(f"relay{n}", "relay_process") for n in range(relays)]
        self.onestop = Victim(
            "onestop",
            [
                *("-m", "granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1"),
                *("--port", str(onestop_port), "--blocking-threads", "4"),
                *("--workers", str(workers)),
                "tests.faults.onestop_app:application",
            ],
            self.onestop_env,
            lambda: _listens(onestop_port),
        )

    @property
    def victims(self) -> list[Victim]:
        return [self.portal, *self.relays, self.onestop]

    def prepare(self, *, migrate_portal: bool) -> None:
        """Both databases, ready to work."""
        if migrate_portal:
            run("manage.py", "migrate", "--verbosity", "0", data_dir=self.folder)
        onestop = {"DJANGO_SETTINGS_MODULE": "onestop.settings"}
        run("manage.py", "migrate", "--verbosity", "0", data_dir=self.folder, **onestop)
        run("-c", _FILL, data_dir=self.folder, **onestop)

    def _of_portal(self, name: str, module: str, *arguments: str) -> Victim:
        ready = self.folder / f"{name}.ready"
        command = ["-m", f"tests.faults.{module}", *arguments, str(ready)]
        return Victim(name, command, self.portal_env, ready.exists, ready)

    def set_up_django(self) -> None:
        """Let this process read the portal's database, by its settings."""
        import django

        os.environ.update(self.portal_env)
        django.setup()


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 0.5).close()
    except OSError:
        return False
    return True
