"""The embedded engine across processes: one writes, all read, nothing is lost."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from search.engines.base import SearchUnavailable
from search.engines.embedded import EmbeddedEngine
from search.queries import Query
from tests.search.documents import BIRTH, MARRIAGE, SERVICES

ROOT = Path(__file__).resolve().parents[2]


def run(code: str, directory: Path) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", code, str(directory)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


HEAD = """
import sys
from dataclasses import replace
from search.engines.embedded import EmbeddedEngine
from search.queries import Query
from tests.search.documents import BIRTH, MARRIAGE, SERVICES, service
engine = EmbeddedEngine(sys.argv[1])
"""


def test_documents_are_given_back_with_their_bodies(tmp_path):
    """A cluster that catches up gets what it missed from here."""
    engine = EmbeddedEngine(tmp_path / "index")
    whole = replace(BIRTH, body="Nộp giấy chứng sinh.")
    engine.put([whole, MARRIAGE])
    assert engine.get([whole.id, MARRIAGE.id, "page:0"]) == {whole.id: whole, MARRIAGE.id: MARRIAGE}


def finish(process: subprocess.Popen) -> str:
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out


def test_a_commit_of_another_process_is_seen_at_the_next_search(tmp_path):
    engine = EmbeddedEngine(tmp_path)
    engine.put([BIRTH])
    assert engine.search(Query()).total == 1
    finish(run(HEAD + "engine.put([MARRIAGE])", tmp_path))
    assert engine.search(Query()).total == 2
    finish(run(HEAD + "engine.rebuild(SERVICES)", tmp_path))
    assert engine.search(Query()).total == len(SERVICES)
    finish(run(HEAD + f"engine.delete(['{BIRTH.id}'])", tmp_path))
    assert engine.search(Query()).total == len(SERVICES) - 1


def test_two_writers_lose_nothing(tmp_path):
    code = HEAD + (
        "import os\nbase = os.getpid() * 100\n"
        "for n in range(12): engine.put([service(base + n, f'Dịch vụ {n}')])\nprint(base)"
    )
    processes = [run(code, tmp_path) for _ in range(2)]
    bases = [int(finish(process)) for process in processes]
    found = {hit.document.id for hit in EmbeddedEngine(tmp_path).search(Query(size=100)).hits}
    assert found == {f"page:{base + n}" for base in bases for n in range(12)}


def test_a_writer_that_waits_too_long_says_so(tmp_path):
    holder = run(
        HEAD + "from search.engines.embedded.storage import Storage\n"
        "with Storage(sys.argv[1]).writing(5):\n    print('held', flush=True)\n    import time; time.sleep(60)",
        tmp_path,
    )
    try:
        assert holder.stdout.readline().strip() == "held"
        with pytest.raises(SearchUnavailable, match="another process"):
            EmbeddedEngine(tmp_path, wait=0.2).put([BIRTH])
    finally:
        holder.kill()
        holder.communicate()
    assert EmbeddedEngine(tmp_path, wait=5).put([BIRTH]) == 1


def test_a_rebuild_killed_before_the_swap_leaves_the_old_index(tmp_path):
    engine = EmbeddedEngine(tmp_path)
    engine.put(SERVICES)
    process = run(
        HEAD + "import os\ndef some():\n    yield MARRIAGE\n    os.kill(os.getpid(), 9)\n"
        "engine.rebuild(some())",
        tmp_path,
    )
    process.communicate(timeout=60)
    assert process.returncode == -9
    assert engine.search(Query()).total == len(SERVICES)
    assert engine.rebuild([BIRTH]) == 1
    assert engine.search(Query()).total == 1
    assert len(list(tmp_path.glob("generation-*"))) == 1, "what the crash left is swept away"


def test_without_an_index_the_engine_says_so(tmp_path):
    engine = EmbeddedEngine(tmp_path / "nothing")
    with pytest.raises(SearchUnavailable, match="rebuild_index"):
        engine.search(Query())
    assert not engine.health().ok
    assert engine.delete(["page:1"]) == 0


def test_a_reader_survives_the_swap_under_it(tmp_path):
    engine = EmbeddedEngine(tmp_path)
    engine.put(SERVICES)
    reader = EmbeddedEngine(tmp_path)
    for version in range(2, 8):
        engine.rebuild([replace(BIRTH, version=version), MARRIAGE])
        assert reader.search(Query("khai sinh")).hits[0].document.version == version
