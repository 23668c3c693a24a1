"""Whatever is done to the log of a dossier, it shows."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from onestop.triggers import install_triggers, remove_triggers
from onestop.vocabulary import DossierStatus
from tests.onestop import making

ON_EVENT = "UPDATE onestop_event SET {} WHERE dossier_id = %s AND number = 2"


def verify(dossier) -> str:
    out = io.StringIO()
    call_command("verify_events", dossier.code, stdout=out)
    return out.getvalue()


@pytest.fixture
def dossier(service):
    return making.dossier_at(service, DossierStatus.RETURNED)


def test_an_honest_log_holds(dossier):
    assert "broken 0" in verify(dossier)


@pytest.mark.parametrize(
    ("sql", "place"),
    [
        (ON_EVENT.format("note = 'khác'"), 2),
        (ON_EVENT.format("actor = 'người khác'"), 2),
        (ON_EVENT.format("at = '2026-01-01 00:00:00'"), 2),
        (ON_EVENT.format("status = 4"), 2),
        (ON_EVENT.format("data = '{\"a\": 1}'"), 2),
        (ON_EVENT.format("agency_code = 'H49.1'"), 2),
        ("DELETE FROM onestop_event WHERE dossier_id = %s AND number = 1", 1),
        ("DELETE FROM onestop_event WHERE dossier_id = %s AND number = 3", 3),
        ("DELETE FROM onestop_event WHERE dossier_id = %s AND number = 5", 5),
        ("UPDATE onestop_dossier SET status = 9 WHERE id = %s", 5),
    ],
)
def test_a_change_behind_the_back_is_found(dossier, sql, place, capsys):
    remove_triggers()
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, [dossier.pk])
    finally:
        install_triggers()
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("verify_events", dossier.code, stdout=out)
    assert f"{dossier.code} event {place}" in out.getvalue()


@pytest.mark.parametrize(
    "verb", ["UPDATE onestop_event SET note = ''", "DELETE FROM onestop_event"]
)
def test_the_database_keeps_the_log_as_it_is(dossier, verb):
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb)
