"""`make bench`: the portal measured on this machine, as tables.

``ARGS="--only pages,search --services 20000"`` measures less, or a larger catalogue. Nothing here
is a test: figures move with what else the machine does, so compare only rows of one run.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from tests.benchmarks import (
    admin,
    agreement,
    applications,
    dossiers,
    imports,
    links,
    pages,
    searches,
    starts,
)
from tests.server_process import environment, run

#: Asked for by name: it needs a cluster.
EXTRA = ("agreement",)
#: Makes its own databases, and with DATABASE_URL wants that one empty.
OF_THEIR_OWN = {"applications"}
PARTS = ("pages", "admin", "links", "search", "start", "import", "applications", "onestop")


def main() -> int:
    """Load the demo catalogue once, then measure part by part."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", default=",".join(PARTS), help="parts, with commas between")
    parser.add_argument(
        "--services",
        type=lambda text: [int(size) for size in text.split(",")],
        default=[0],
        help="sizes of the index, with commas between (0: the demo's)",
    )
    parser.add_argument("--queries", type=Path, help="judged queries for --only agreement")
    parser.add_argument(
        "--admin-services", type=int, default=20_000, help="services in the admin's database"
    )
    parser.add_argument("--catalogue", type=Path, help="file to import instead of the national one")
    parser.add_argument("--dossiers", type=int, default=200_000, help="how many fill onestop")
    parser.add_argument("--prepared", type=Path, help="DATA_DIR of a portal that is filled already")
    options = parser.parse_args()
    if options.catalogue and not options.catalogue.is_file():
        parser.error(f"no such file: {options.catalogue}")
    wanted = options.only.split(",")
    if unknown := set(wanted) - {*PARTS, *EXTRA}:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there is {', '.join(PARTS + EXTRA)}")
    out = Console()
    out.print(
        f"{os.cpu_count()} lõi, {platform.machine()}, Python {platform.python_version()}. "
        "Số đo dao động theo việc khác trên máy; chỉ so các dòng trong cùng một lần chạy."
    )
    with TemporaryDirectory(prefix="portal-bench-") as folder:
        data_dir = Path(folder)
        # A catalogue that is there already is measured as it is; else the demo's.
        if options.prepared:
            data_dir = options.prepared
        elif set(wanted) - OF_THEIR_OWN:
            with out.status("nạp danh mục minh hoạ"):
                run("manage.py", "prepare_demo", data_dir=data_dir)
        _set_up_django(data_dir)
        for part in wanted:
            for table in _measures(data_dir, options)[part]():
                out.print(table)
    return 0


def _measures(
    data_dir: Path, options: argparse.Namespace
) -> dict[str, Callable[[], Iterator[Table]]]:
    return {
        "pages": lambda: pages.measure(data_dir),
        "admin": lambda: admin.measure(data_dir, options.admin_services),
        "links": lambda: links.measure(data_dir, options.services),
        "search": lambda: searches.measure(options.services),
        "agreement": lambda: agreement.measure(options.queries),
        "start": lambda: starts.measure(data_dir),
        "applications": applications.measure,
        "onestop": lambda: dossiers.measure(data_dir, options.dossiers),
        "import": lambda: imports.measure(data_dir, options.catalogue),
    }


def _set_up_django(data_dir: Path) -> None:
    os.environ.update(environment(data_dir))
    import django

    django.setup()


if __name__ == "__main__":
    sys.exit(main())
