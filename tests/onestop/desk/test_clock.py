"""The clock: what it runs, and how /readyz shows that it stands or fails."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from onestop.management.commands import onestop_clock
from tests.onestop import making


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings, monkeypatch):
    settings.DATA_DIR = tmp_path
    # The test's own transaction would not outlive a new connection.
    monkeypatch.setattr(onestop_clock, "close_old_connections", lambda: None)


def row(client) -> dict:
    answer = client.get("/readyz").json()
    return next(one for one in answer["components"] if one["name"] == "clock")


def test_it_never_ran(client, db):
    told = row(client)
    assert (told["status"], told["needed"]) == ("degraded", False)
    assert "never run" in told["detail"]


def test_it_runs_then_stands(client, db):
    call_command("onestop_clock", "--once")
    assert row(client)["status"] == "ok"
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert "stands since" in row(client)["detail"]


def test_a_job_that_fails_shows_until_it_works_again(client, db, monkeypatch):
    jobs = onestop_clock.JOBS
    monkeypatch.setattr(onestop_clock, "JOBS", [("no_such_job", 1), *jobs])
    call_command("onestop_clock", "--once")
    assert "failed last time: no_such_job" in row(client)["detail"]
    monkeypatch.setattr(onestop_clock, "JOBS", jobs)
    call_command("onestop_clock", "--once")
    assert row(client)["status"] == "ok"


def test_dossiers_can_be_taken_while_it_stands(client, api_client, service, tmp_path, settings):
    making.dossier(service)
    answer = client.get("/readyz")
    assert row(client)["status"] == "degraded"
    assert (answer.status_code, answer.json()["ready"]) == (200, True)
