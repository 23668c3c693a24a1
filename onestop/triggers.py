"""Rules that the database itself keeps: events are never changed, statuses move as they may.

Made anew after each migration from :class:`onestop.vocabulary.DossierStatus`, because SQLite drops
the triggers of a table that it rebuilds.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

from onestop.vocabulary import DossierStatus

#: What the database says; :mod:`onestop.moves` never lets it come to that.
APPEND_ONLY = "an event is never changed"
WRONG_MOVE = "this status may not follow that one"


def allowed_pairs() -> list[tuple[int, int]]:
    """All moves that may be, as (from, to)."""
    return sorted((int(a), int(b)) for a in DossierStatus for b in a.next_statuses)


def install_triggers(sender: Any = None, using: str = "default", **kwargs: Any) -> None:
    """Put the triggers into the database ``using``; safe to repeat."""
    connection = connections[using]
    if "onestop_event" not in connection.introspection.table_names():
        return
    make = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]
    with connection.cursor() as cursor:
        for statement in make():
            cursor.execute(statement)


def remove_triggers(using: str = "default") -> None:
    """Take them out: for emptying a test database, never for a running one."""
    connection = connections[using]
    on = {"sqlite": ("", ""), "postgresql": (" ON onestop_event", " ON onestop_dossier")}
    event, dossier = on[connection.vendor]
    with connection.cursor() as cursor:
        for name in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER IF EXISTS onestop_event_{name}{event}")
        cursor.execute(f"DROP TRIGGER IF EXISTS onestop_dossier_status{dossier}")


def _sqlite() -> list[str]:
    pairs = " OR ".join(f"(OLD.status = {a} AND NEW.status = {b})" for a, b in allowed_pairs())
    statements = []
    for name in ("update", "delete"):
        statements += [
            f"DROP TRIGGER IF EXISTS onestop_event_{name}",
            f"CREATE TRIGGER onestop_event_{name} BEFORE {name.upper()} ON onestop_event "
            f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END",
        ]
    return [
        *statements,
        "DROP TRIGGER IF EXISTS onestop_dossier_status",
        "CREATE TRIGGER onestop_dossier_status BEFORE UPDATE OF status ON onestop_dossier "
        f"WHEN OLD.status <> NEW.status AND NOT ({pairs}) "
        f"BEGIN SELECT RAISE(ABORT, '{WRONG_MOVE}'); END",
    ]


def _postgresql() -> list[str]:
    pairs = ", ".join(f"({a}, {b})" for a, b in allowed_pairs())
    return [
        "CREATE OR REPLACE FUNCTION onestop_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{APPEND_ONLY}' USING ERRCODE = 'check_violation'; END $$",
        "CREATE OR REPLACE FUNCTION onestop_wrong_move() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{WRONG_MOVE}' USING ERRCODE = 'check_violation'; END $$",
        *(
            f"CREATE OR REPLACE TRIGGER onestop_event_{name} BEFORE {name.upper()} ON "
            "onestop_event FOR EACH ROW EXECUTE FUNCTION onestop_append_only()"
            for name in ("update", "delete")
        ),
        "CREATE OR REPLACE TRIGGER onestop_dossier_status BEFORE UPDATE OF status ON "
        "onestop_dossier FOR EACH ROW WHEN (OLD.status <> NEW.status AND "
        f"(OLD.status, NEW.status) NOT IN ({pairs})) EXECUTE FUNCTION onestop_wrong_move()",
    ]
