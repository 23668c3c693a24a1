"""How fast a catalogue comes in: the first time, and again when nothing has changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from rich.table import Table

from tests.server_process import ROOT, run

#: The national catalogue, where a copy lies beside the project.
NATIONAL = ROOT.parent / "shared" / "data" / "tthc_dvcqg_2642.jsonl.gz"


#: An export names life events, which the database that takes it must know.
_LIFE_EVENTS = (
    "from demo.records import life_events;"
    "from services_catalogue.exchange.taxonomies import import_life_events;"
    "import_life_events(life_events())"
)


def measure(data_dir: Path, catalogue: Path | None = None) -> Iterator[Table]:
    """Import into a new database, then once more.

    Takes ``catalogue``, else the national one, else an export of the demo's, which ``data_dir`` holds.
    """
    with TemporaryDirectory(prefix="portal-bench-") as folder:
        target = Path(folder)
        source = catalogue or NATIONAL
        if not source.is_file():
            source = target / "demo.jsonl.gz"
            run("manage.py", "export_catalogue", str(source), data_dir=data_dir)
        table = Table(title=f"Nhập danh mục: {source.name}")
        for heading in ("lần", "giây", "dòng/giây", "kết quả"):
            table.add_column(heading)
        run("manage.py", "migrate", "--verbosity", "0", data_dir=target)
        run("manage.py", "setup_site", data_dir=target)
        run("manage.py", "shell", "-c", _LIFE_EVENTS, data_dir=target)
        for time in ("lần đầu", "không đổi"):
            started = perf_counter()
            output = run("manage.py", "import_catalogue", str(source), "--publish", data_dir=target)
            took = perf_counter() - started
            result = output.strip().splitlines()[-1]
            rows = sum(int(word) for word in result.replace(",", "").split() if word.isdigit())
            table.add_row(time, f"{took:.1f}", f"{rows / took:.0f}", result)
        yield table
