"""Writers queue for SQLite's lock: in order, across threads and processes, and never for ever."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.queued_sqlite.base import DatabaseWrapper
from core.queued_sqlite.line import Line


def connect(path: Path, timeout: float = 20) -> DatabaseWrapper:
    return DatabaseWrapper(
        {
            "ENGINE": "core.queued_sqlite",
            "NAME": path,
            "USER": "",
            "PASSWORD": "",
            "HOST": "",
            "PORT": "",
            "TIME_ZONE": None,
            "ATOMIC_REQUESTS": False,
            "AUTOCOMMIT": True,
            "CONN_MAX_AGE": 0,
            "CONN_HEALTH_CHECKS": False,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": timeout,
                "init_command": "PRAGMA journal_mode=WAL;",
            },
        },
        alias="queued",
    )


@pytest.fixture
def database(tmp_path, django_db_blocker):
    """A counter in a file."""
    django_db_blocker.unblock()
    path = tmp_path / "counter.sqlite3"
    connection = connect(path)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE counter (n integer)")
        cursor.execute("INSERT INTO counter VALUES (0)")
    connection.close()
    yield path
    django_db_blocker.restore()


def in_transaction(connection: DatabaseWrapper, *statements: str) -> None:
    connection.ensure_connection()
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        connection.commit()
    finally:
        connection.set_autocommit(True)


def counted(path: Path) -> int:
    connection = connect(path)
    with connection.cursor() as cursor:
        found = cursor.execute("SELECT n FROM counter").fetchone()[0]
    connection.close()
    return found


def test_no_write_of_many_threads_is_lost_or_refused(database):
    def work(_number: int) -> None:
        connection = connect(database)
        for _ in range(10):
            in_transaction(connection, "SELECT n FROM counter", "UPDATE counter SET n = n + 1")
            with connection.cursor() as cursor:
                cursor.execute("UPDATE counter SET n = n + 1")
        connection.close()

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(work, range(12)))
    assert counted(database) == 12 * 10 * 2


def test_a_statement_that_fails_lets_the_next_one_in(database):
    connection, other = connect(database), connect(database, timeout=0.2)
    with pytest.raises(Exception, match="no such table"), connection.cursor() as cursor:
        cursor.execute("UPDATE missing SET n = 1")
    with other.cursor() as cursor:
        cursor.execute("UPDATE counter SET n = 7")
    assert counted(database) == 7


def test_a_connection_closed_in_the_middle_lets_the_next_one_in(database):
    connection, other = connect(database), connect(database, timeout=0.2)
    connection.ensure_connection()
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    connection.close()
    in_transaction(other, "UPDATE counter SET n = 8")
    assert counted(database) == 8


def test_rolling_back_lets_the_next_one_in(database):
    connection, other = connect(database), connect(database, timeout=0.2)
    connection.ensure_connection()
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE counter SET n = 5")
    connection.rollback()
    in_transaction(other, "UPDATE counter SET n = n + 1")
    assert counted(database) == 1


def test_another_process_waits_its_turn(tmp_path):
    path = tmp_path / "line"
    line = Line(str(path))
    assert line.enter(1)
    code = (
        "import sys; from core.queued_sqlite.line import Line; line = Line(sys.argv[1]);"
        "print('early' if line.enter(0.05) else 'waiting', flush=True);"
        "print('in' if line.enter(30) else 'late', flush=True)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "waiting\n"
        line.leave()
        assert process.stdout.readline() == "in\n"


def test_waiting_ends(tmp_path):
    first, second = Line(str(tmp_path / "line")), Line(str(tmp_path / "line"))
    assert first.enter(1)
    assert not second.enter(0.01)
    first.leave()
    assert second.enter(1)


def test_threads_of_one_line_wait_for_each_other(tmp_path):
    line = Line(str(tmp_path / "line"))
    assert line.enter(1)
    came = threading.Event()

    def wait() -> None:
        if line.enter(30):
            came.set()
            line.leave()

    thread = threading.Thread(target=wait)
    thread.start()
    assert not came.is_set()
    line.leave()
    thread.join()
    assert came.is_set()
