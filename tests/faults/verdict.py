"""What came of a fault run, read from both databases (SQLite or PostgreSQL) and the papers on disk."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.faults.citizens import answers_of, digests_of, service_of
from tests.faults.portal_worker import whole_lines


@dataclass
class Verdict:
    """Counts of the last line, and what is wrong in words."""

    submitted: int = 0
    delivered: int = 0
    lost: int = 0
    doubled: int = 0
    wrong: list[str] = field(default_factory=list)

    def line(self) -> str:
        return (
            f"submitted {self.submitted}, delivered {self.delivered}, "
            f"lost {self.lost}, doubled {self.doubled}"
        )

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.doubled or self.wrong) and self.submitted == self.delivered


#: Whose data: the file below the folder, and the setting that names another database instead.
PORTAL, ONESTOP = ("portal.sqlite3", "DATABASE_URL"), ("onestop.sqlite3", "ONESTOP_DATABASE_URL")


def rows(folder: Path, whose: tuple[str, str], question: str) -> list[tuple]:
    """Ask the database itself, past the code that is on trial."""
    name, setting = whose
    if address := os.environ.get(setting):
        with psycopg.connect(address) as connection:
            return connection.execute(question).fetchall()
    with closing(sqlite3.connect(folder / name, timeout=20)) as connection:
        return connection.execute(question).fetchall()


def waiting(folder: Path) -> int:
    """Entries of the outbox that have not arrived."""
    question = "SELECT count(*) FROM submissions_outboxentry WHERE state != 'delivered'"
    return int(rows(folder, PORTAL, question)[0][0])


def judge(folder: Path, acknowledged: Path) -> Verdict:
    """Compare what citizens were told with what onestop has."""
    told = dict(line.split() for line in whole_lines(acknowledged))
    verdict = Verdict(submitted=len(told))
    at_portal = dict(
        rows(
            folder,
            PORTAL,
            "SELECT reference, dossier_code FROM submissions_submission",
        )
    )
    dossiers = rows(
        folder,
        ONESTOP,
        "SELECT d.id, d.reference, d.code, CAST(d.data AS text), s.code FROM onestop_dossier d "
        "JOIN onestop_service s ON s.id = d.service_id",
    )
    by_reference = Counter(reference for _pk, reference, *_ in dossiers)
    verdict.delivered = len(by_reference)
    verdict.lost = sum(reference not in by_reference for reference in told.values())
    verdict.doubled = sum(times - 1 for times in by_reference.values())
    verdict.doubled += len(at_portal) - len(told)
    verdict.doubled += sum(reference not in at_portal for reference in by_reference)
    papers = _papers(folder)
    numbers = {reference: int(number) for number, reference in told.items()}
    for pk, reference, code, data, service in dossiers:
        number = numbers.get(reference, -1)
        checks = {
            "answers": json.loads(data) == answers_of(number),
            "service": service == service_of(number),
            "papers": sorted(papers.get(pk, [])) == digests_of(number),
            "code": at_portal.get(reference) == code,
        }
        verdict.wrong += [f"{reference}: {what}" for what, right in checks.items() if not right]
    return verdict


def _papers(folder: Path) -> dict[int, list[str]]:
    """Digests of the papers of each dossier, of their content as it lies on the disk."""
    found: dict[int, list[str]] = {}
    seen: dict[str, str] = {}
    kept = "SELECT dossier_id, blob_id FROM onestop_dossierattachment"
    for dossier, blob in rows(folder, ONESTOP, kept):
        if blob not in seen:
            path = folder / "onestop-papers" / blob[:2] / blob
            seen[blob] = hashlib.sha256(path.read_bytes()).hexdigest()
        found.setdefault(dossier, []).append(seen[blob])
    return found
