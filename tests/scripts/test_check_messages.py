"""What the check of translations notices."""

from __future__ import annotations

import polib
import pytest

from scripts import check_messages


def entry(msgid: str, msgstr: str = "", **values) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **values)


@pytest.mark.parametrize(
    ("translation", "problem"),
    [
        (entry("Tìm"), "untranslated"),
        (entry("Tìm", "Search", flags=["fuzzy"]), "untranslated"),
        (entry("Tìm", "Search", obsolete=True), "obsolete"),
        (entry("Mã %(code)s", "Code"), "placeholders differ"),
        (entry("Mã %(code)s", "Code %(kode)s"), "placeholders differ"),
        (entry("<b>Mã</b>", "Code"), "placeholders differ"),
        (
            entry("%(n)s trang", msgid_plural="%(n)s trang", msgstr_plural={0: "One", 1: "Many"}),
            "placeholders differ",
        ),
    ],
)
def test_faults_are_named(translation, problem):
    (found,) = check_messages.problems_of(translation)
    assert found.startswith(problem)


@pytest.mark.parametrize(
    "translation",
    [
        entry("Mã %(code)s", "Code %(code)s"),
        entry(
            "%(n)s trang",
            msgid_plural="%(n)s trang",
            msgstr_plural={0: "One page", 1: "%(n)s pages"},
        ),
    ],
)
def test_sound_translations_pass(translation):
    assert check_messages.problems_of(translation) == []


def test_without_gettext_it_says_so_and_checks_the_rest(monkeypatch, capsys):
    monkeypatch.setattr(check_messages.shutil, "which", lambda tool: None)
    assert check_messages.main() == 0
    assert "xgettext, msguniq missing" in capsys.readouterr().out
