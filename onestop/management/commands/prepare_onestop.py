"""Everything between an empty folder and a serving onestop; quick the second time."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from onestop.catalogue_import import import_catalogue
from onestop.demo_officers import make_officers
from onestop.models import Client
from onestop.models.clients import token_digest


class Command(BaseCommand):
    help = "Chuẩn bị cơ sở dữ liệu, cơ quan, dịch vụ và khoá truy cập của hệ thống một cửa."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="from `export_for_onestop`")
        parser.add_argument(
            "--demo", action="store_true", help="officers' log-ins, a year's dossiers"
        )
        parser.add_argument("--dossiers", type=int, default=20_000, help="how many with --demo")

    def handle(
        self,
        *args: Any,
        file: Path | None = None,
        demo: bool = False,
        dossiers: int = 0,
        **options: Any,
    ) -> None:
        if file and not file.is_file():
            raise CommandError(f"Không có tệp {file}.")
        call_command("migrate", verbosity=0)
        self._once(
            "static",
            _digest(Path(settings.BASE_DIR) / "onestop" / "static"),
            lambda: call_command("collectstatic", interactive=False, verbosity=0),
        )
        if file:
            self._once("catalogue", _digest(file), lambda: self._load(file))
        if settings.ONESTOP_TOKEN:
            Client.objects.update_or_create(
                name="portal",
                defaults={"token_digest": token_digest(settings.ONESTOP_TOKEN), "is_active": True},
            )
        if demo:
            self._demo(dossiers)

    def _load(self, file: Path) -> None:
        agencies, services = import_catalogue(file)
        self.stdout.write(f"  một cửa     {agencies} cơ quan, {services} dịch vụ")

    def _demo(self, dossiers: int) -> None:
        if dossiers:
            self._once(
                "dossiers", str(dossiers), lambda: call_command("simulate", dossiers=dossiers)
            )
        officers = make_officers()
        width = max((len(officer.username) for officer, _unit in officers), default=0)
        lines = [
            "",
            f"  Bàn làm việc một cửa {settings.ONESTOP_URL}/ban-lam-viec/",
            *(
                f"    {officer.username:<{width}}  {officer.password:<18} {officer.title}, {unit}"
                for officer, unit in officers
            ),
            "",
        ]
        self.stdout.write("\n".join(lines))

    def _once(self, name: str, fingerprint: str, work: Any) -> None:
        """Do ``work`` unless it was done for the same input; a failure is tried again next time."""
        marks = Path(settings.DATA_DIR) / "onestop-prepared.json"
        done = json.loads(marks.read_text()) if marks.exists() else {}
        if done.get(name) != fingerprint:
            work()
            marks.write_text(json.dumps({**done, name: fingerprint}, indent=1))


def _digest(path: Path) -> str:
    """Digest of a file, or of names, sizes and times of the files below a folder."""
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if path.is_file():
            digest.update(file.read_bytes())
        elif file.is_file():
            stat = file.stat()
            digest.update(f"{file.name} {stat.st_size} {stat.st_mtime_ns}".encode())
    return digest.hexdigest()[:16]
