"""The embedded index on a disk that takes no more: told in words, and what was there still answers.

A limit on the size of files stands for the full disk: writes fail in the same places, without root.
"""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

STORY = """
import resource, sys
from dataclasses import replace
from search.engines.base import SearchUnavailable
from search.engines.embedded import EmbeddedEngine
from search.queries import Query
from tests.search.documents import BIRTH, MARRIAGE, SERVICES, service

engine = EmbeddedEngine(sys.argv[1])
engine.put(SERVICES)
_soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (600, hard))
try:
    {write}
except SearchUnavailable as problem:
    print(problem)
else:
    sys.exit("nothing failed")
assert engine.search(Query("khai sinh")).hits[0].document.code == BIRTH.code
assert engine.health().ok and engine.health().documents == len(SERVICES)
assert EmbeddedEngine(sys.argv[1]).search(Query()).total == len(SERVICES)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
assert engine.put([service(900, "Dịch vụ ghi được")]) == 1
assert engine.search(Query("ghi được")).hits[0].document.id == "page:900"
assert engine.rebuild(SERVICES) == len(SERVICES)
assert len(list(engine._reader._storage.directory.glob("generation-*"))) == 1
"""


@pytest.mark.parametrize(
    "write",
    [
        "engine.put([service(n, f'Dịch vụ {n}') for n in range(100, 400)])",
        "engine.delete([MARRIAGE.id])",
        "engine.rebuild([service(n, f'Dịch vụ {n}') for n in range(100, 400)])",
    ],
)
def test_a_full_disk_is_told_and_loses_nothing(write, tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", STORY.format(write=write), str(tmp_path / "index")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert "cannot be written" in told.stdout
