"""Every process of the demo runs in production too: a forgotten one would deliver nothing, silently."""

from __future__ import annotations

import re

import pytest

from tests.server_process import ROOT

#: By another name there: the web servers, and onestop, which is deployed by units of its own.
ELSEWHERE = {"web", "onestop", "onestop-clock"}
COMMANDS = {
    name: found.group(1)
    for name, command in (
        line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines() if line
    )
    if name not in ELSEWHERE and (found := re.search(r"manage\.py (\w+)", command))
}


@pytest.mark.parametrize("command", COMMANDS.values())
def test_compose_and_systemd_start_it(command):
    compose = (ROOT / "deploy" / "compose.yml").read_text()
    assert re.search(rf'"manage\.py", "{command}"', compose)
    units = [unit.read_text() for unit in (ROOT / "deploy").glob("portal-*.service")]
    assert sum(f"manage.py {command}" in unit for unit in units) == 1


def test_the_procfile_names_processes():
    assert {"db_worker", "clock", "relay_outbox"} <= set(COMMANDS.values())
