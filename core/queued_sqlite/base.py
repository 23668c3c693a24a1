"""Writers wait in line for SQLite's lock instead of asleep.

SQLite lets one connection write. The others retry after sleeps that grow to 100 ms, so that with a
dozen writers the lock lies idle much of the time, and some wait seconds while others pass them. Here
a connection queues before it asks SQLite at all: threads of a process behind a lock, processes behind
a lock on a file. SQLite's own lock stays what keeps the data right; the queue only keeps order.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.sqlite3 import base

from core.queued_sqlite.line import Line, line_for

#: What writes outside a transaction of its own.
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class DatabaseWrapper(base.DatabaseWrapper):
    """Queues before BEGIN IMMEDIATE and before a single statement that writes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._in_line: Line | None = None

    def create_cursor(self, name: Any = None) -> Any:
        """A cursor that knows its connection."""
        cursor = self.connection.cursor(factory=QueuedCursor)
        cursor.wrapper = self
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        immediate = self.transaction_mode == "IMMEDIATE"  # type: ignore[attr-defined]
        if not immediate or not self.enter_line():
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
            return
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self.leave_line()
            raise

    def enter_line(self) -> bool:
        """Wait for our turn, for at most the busy time-out; whether we now hold the line.

        False when we hold it already, for a database in memory, and when it took too long: SQLite
        then waits or refuses in its own way.
        """
        if self._in_line or self.is_in_memory_db():
            return False
        line = line_for(str(self.settings_dict["NAME"]))
        wait = float(self.settings_dict["OPTIONS"].get("timeout", 5.0))
        if line.enter(wait):
            self._in_line = line
        return self._in_line is not None

    def leave_line(self) -> None:
        """Let the next one write."""
        line, self._in_line = self._in_line, None
        if line:
            line.leave()

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self.leave_line()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self.leave_line()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self.leave_line()


class QueuedCursor(base.SQLiteCursorWrapper):
    """Statements that are a transaction of their own queue as well."""

    wrapper: DatabaseWrapper

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        if not self._alone(query):
            return super().execute(query, params)
        try:
            return super().execute(query, params)
        finally:
            self.wrapper.leave_line()

    def executemany(self, query: str, param_list: Any) -> Any:
        """Run one statement for many rows."""
        if not self._alone(query):
            return super().executemany(query, param_list)
        try:
            return super().executemany(query, param_list)
        finally:
            self.wrapper.leave_line()

    def _alone(self, query: str) -> bool:
        """Whether this statement just entered the line for itself."""
        if self.connection.in_transaction or not query.startswith(_WRITES):
            return False
        return self.wrapper.enter_line()
