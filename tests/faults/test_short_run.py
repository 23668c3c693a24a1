"""A short fault run: 100 submissions while everything is killed, and nothing is lost or doubled."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from django.db import connection

from tests.faults.chaos import run_chaos
from tests.faults.world import World

SUBMISSIONS, SEED, KILLS = 100, 7, 5


@pytest.mark.xdist_group("faults")
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="copies the test database, SQLite only")
def test_nothing_is_lost_and_nothing_doubled(tmp_path):
    connection.ensure_connection()
    with closing(sqlite3.connect(tmp_path / "portal.sqlite3")) as copy:
        connection.connection.backup(copy)  # migrating anew would take longer than the run
    world = World(tmp_path, SUBMISSIONS, SEED)
    world.prepare(migrate_portal=False)
    told: list[str] = []
    verdict = run_chaos(world, SEED, told.append, kills=KILLS)
    assert verdict.is_good, (verdict.line(), verdict.wrong[:5], told)
    assert verdict.submitted == SUBMISSIONS
