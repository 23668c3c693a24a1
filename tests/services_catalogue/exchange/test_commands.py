"""The two commands, as an operator runs them."""

import csv
import json

import pytest
from django.core.management import CommandError, call_command

from services_catalogue.models import ServiceIndexPage, ServicePage
from tests.services_catalogue.exchange.samples import national, write_lines

pytestmark = pytest.mark.django_db


def run(command: str, *arguments, capsys) -> list[str]:
    call_command(command, *map(str, arguments))
    return capsys.readouterr().out.splitlines()


def test_import_tells_its_sum_in_the_last_line(site_tree, tmp_path, capsys):
    path = write_lines(tmp_path / "a.jsonl.gz", [national(), national("5.990002")])
    assert run("import_catalogue", path, "--publish", capsys=capsys)[-1] == (
        "created 1, changed 0, unchanged 0, rejected 1"
    )
    assert run("import_catalogue", path, "--publish", capsys=capsys)[-1] == (
        "created 0, changed 0, unchanged 1, rejected 1"
    )


def test_the_report_holds_each_rejected_row_with_its_reason(site_tree, tmp_path, capsys):
    path = write_lines(tmp_path / "a.jsonl", [national(), national(), national("6.990002")])
    report = tmp_path / "rejected.csv"
    run("import_catalogue", path, "--report", report, capsys=capsys)
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["code", "field", "reason", "row"]
    assert [(row["code"], row["field"]) for row in rows] == [
        ("1.990001", "code"),
        ("6.990002", "code"),
    ]
    assert all(row["reason"] for row in rows)
    assert json.loads(rows[1]["row"])["ma_thu_tuc"] == "6.990002"


def test_a_dry_run_prints_the_change_and_writes_nothing(site_tree, tmp_path, capsys):
    path = write_lines(tmp_path / "a.jsonl", [national()])
    lines = run("import_catalogue", path, "--dry-run", capsys=capsys)
    assert any(line.startswith("+ 1.990001") for line in lines)
    assert lines[-1] == "created 1, changed 0, unchanged 0, rejected 0"
    assert not ServicePage.objects.exists()


def test_an_unreadable_file_stops_before_anything_is_written(site_tree, tmp_path):
    path = write_lines(tmp_path / "a.jsonl.gz", [national()])
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(CommandError, match="Tải lại"):
        call_command("import_catalogue", str(path))
    assert not ServicePage.objects.exists()


def test_without_a_site_the_way_out_is_named(site_tree, tmp_path):
    ServiceIndexPage.objects.get().delete()
    with pytest.raises(CommandError, match="setup_site"):
        call_command("import_catalogue", str(write_lines(tmp_path / "a.jsonl", [national()])))


@pytest.mark.parametrize("ending", ["jsonl", "jsonl.gz", "xlsx"])
def test_an_export_comes_back_unchanged(site_tree, tmp_path, capsys, ending):
    source = write_lines(tmp_path / "a.jsonl", [national(), national("1.990008")])
    run("import_catalogue", source, "--publish", capsys=capsys)
    path = tmp_path / f"out.{ending}"
    assert run("export_catalogue", path, capsys=capsys)[-1] == "exported 2"
    assert run("import_catalogue", path, "--publish", capsys=capsys)[-1] == (
        "created 0, changed 0, unchanged 2, rejected 0"
    )


def test_an_export_needs_a_known_ending(site_tree, tmp_path):
    with pytest.raises(CommandError, match="xlsx"):
        call_command("export_catalogue", str(tmp_path / "out.pdf"))
