"""Everything between a fresh clone and a serving portal, in one process; quick the second time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from demo.accounts import ACCOUNTS, UNIT_ACCOUNTS, make_accounts, make_unit_accounts

ROOT = Path(settings.BASE_DIR)


class Command(BaseCommand):
    help = "Chuẩn bị dữ liệu minh hoạ rồi in địa chỉ và tài khoản."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--catalogue", help="import this file instead of the demo catalogue")
        parser.add_argument("--export", help="write agencies and services for onestop to this file")

    def handle(
        self,
        *args: Any,
        catalogue: str | None = None,
        export: str | None = None,
        **options: Any,
    ) -> None:
        started = perf_counter()
        if catalogue and not Path(catalogue).is_file():
            raise CommandError(f"Không có tệp {catalogue}. Kiểm tra lại CATALOGUE=…")
        self._do("database", lambda: call_command("migrate", verbosity=0))
        self._once(
            "static",
            _fingerprint(ROOT / "static", ROOT / "requirements.lock"),
            lambda: call_command("collectstatic", interactive=False, verbosity=0),
        )
        self._do("site", lambda: call_command("setup_site", stdout=self.stderr))
        make_accounts()
        if catalogue:
            path = Path(catalogue)
            loaded = f"{path.resolve()} {_fingerprint(path)}"
            self._once(
                "catalogue",
                loaded,
                lambda: call_command("import_catalogue", str(path), publish=True),
            )
        else:
            loaded = f"demo {_fingerprint(ROOT / 'demo')}"
            self._once("catalogue", loaded, lambda: call_command("load_demo"))
        # A database that was filled by an older version, or by hand; nothing to do else.
        self._do("citations", lambda: call_command("index_citations", stdout=self.stderr))
        make_unit_accounts()
        if export:
            self._once(
                "export",
                f"{Path(export).resolve()} {loaded}",
                lambda: call_command("export_for_onestop", export, stdout=self.stderr),
            )
        self._ready(perf_counter() - started)

    def _do(self, name: str, work: Callable[[], Any]) -> None:
        started = perf_counter()
        work()
        self.stdout.write(f"  {name:<10} {perf_counter() - started:5.1f} s")

    def _once(self, name: str, fingerprint: str, work: Callable[[], Any]) -> None:
        """Do ``work`` unless it was done for the same input; a failure is tried again next time."""
        marks = Path(settings.DATA_DIR) / "prepared.json"
        done = json.loads(marks.read_text()) if marks.exists() else {}
        if done.get(name) == fingerprint:
            return
        self._do(name, work)
        marks.write_text(json.dumps({**done, name: fingerprint}, indent=1))

    def _ready(self, seconds: float) -> None:
        accounts = (*ACCOUNTS, *UNIT_ACCOUNTS)
        width = max(len(account.username) for account in accounts)
        lines = [
            "",
            f"  Cổng dịch vụ công   {settings.PUBLIC_URL}/",
            f"  Quản trị            {settings.PUBLIC_URL}/quan-tri/",
            *(
                f"    {account.username:<{width}}  {account.password:<18} {account.role}"
                for account in accounts
            ),
            "",
            f"  Sẵn sàng sau {seconds:.0f} giây chuẩn bị. Ctrl-C để dừng.",
            "",
        ]
        self.stdout.write("\n".join(lines))


def _fingerprint(*paths: Path) -> str:
    """Short digest of names, sizes and times of the files below ``paths``."""
    digest = hashlib.sha256()
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                stat = file.stat()
                digest.update(f"{file} {stat.st_size} {stat.st_mtime_ns}".encode())
    return digest.hexdigest()[:16]
