"""Moves editors' synonyms between portals: CSV out, CSV in."""

import csv
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from search.models import SynonymSet
from search.teaching import COLUMNS, all_rows

#: What a file without a column means.
_DEFAULTS = {"kind": "everyday", "direction": "one", "active": "1"}


class Command(BaseCommand):
    help = "Exports editors' synonyms to a CSV file, or imports such a file (a row a term)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["export", "import"])
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "export":
            rows = all_rows(SynonymSet.objects.all())
            with options["file"].open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.DictWriter(file, COLUMNS)
                writer.writeheader()
                writer.writerows(rows)
            self.stdout.write(f"exported {len(rows)} terms")
        else:
            created, changed = import_rows(_read(options["file"]))
            self.stdout.write(f"created {created}, changed {changed} sets")


@transaction.atomic
def import_rows(rows: list[dict[str, str]]) -> tuple[int, int]:
    """Rows that agree in all but their term make one set. Importing the same again changes nothing."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        same = tuple((row.get(name, _DEFAULTS.get(name)) or "").strip() for name in COLUMNS[1:])
        groups.setdefault(same, []).append(row["term"].strip())
    created = changed = 0
    for (means, kind, direction, scope, ambiguous, active, note), terms in groups.items():
        one, new = SynonymSet.objects.get_or_create(
            means=means,
            kind=kind,
            direction=direction,
            scope=scope,
            ambiguous=bool(ambiguous),
            is_active=bool(active),
            note=note,
            defaults={"terms": "\n".join(terms)},
        )
        together = "\n".join(dict.fromkeys([*one.term_list, *terms]))
        if one.terms != together:
            one.terms = together
            one.save()
            changed += 1
        try:
            one.full_clean()
        except ValidationError as problem:
            raise CommandError(f"{terms[0]}: {problem.messages[0]}") from problem
        created += new
    return created, changed


def _read(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = {"term", "means"} - set(reader.fieldnames or ())
            if missing:
                raise CommandError(f"{path.name}: no column {', '.join(sorted(missing))}")
            return [row for row in reader if row["term"] and row["means"]]
    except (OSError, UnicodeDecodeError) as problem:
        raise CommandError(f"{path.name} cannot be read: {problem}") from problem
