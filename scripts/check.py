"""`make check`: every check that needs no running portal, all of them, then a verdict."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PY = sys.executable


@dataclass(frozen=True, slots=True)
class Check:
    """A command that must end with 0."""

    name: str
    command: list[str]
    settings: str = "portal.settings"


CHECKS = [
    Check("format", [PY, "-m", "ruff", "format", "--check", "-q", "."]),
    Check("lint", [PY, "-m", "ruff", "check", "-q", "."]),
    Check("types", [PY, "-m", "mypy", "."]),
    Check(
        "onestop types",
        [
            PY,
            "-m",
            "mypy",
            "--config-file",
            "onestop/mypy.ini",
            "--cache-dir",
            ".mypy_cache/onestop",
            "onestop",
        ],
        settings="onestop.settings",
    ),
    Check("layers", [str(BIN / "lint-imports"), "--no-cache"]),
    Check(
        "templates", [str(BIN / "djlint"), "templates", "onestop/templates", "--lint", "--quiet"]
    ),
    Check("translations", [PY, "-m", "scripts.check_messages"]),
    Check("settings", [PY, "-m", "scripts.check_environment"]),
    Check("migrations", [PY, "manage.py", "makemigrations", "--check", "--dry-run"]),
    Check(
        "onestop tables",
        [PY, "manage.py", "makemigrations", "--check", "--dry-run"],
        settings="onestop.settings",
    ),
    Check(
        "onestop deploy",
        [PY, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        settings="onestop.settings",
    ),
    Check("deploy", [PY, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]),
]


def run(check: Check) -> tuple[Check, int, str, float]:
    """Run one check under production settings in a data folder of its own."""
    started = perf_counter()
    with tempfile.TemporaryDirectory(prefix="portal-check-") as data:
        env = {
            **os.environ,
            "DATA_DIR": data,
            "DJANGO_SETTINGS_MODULE": check.settings,
            "DEBUG": "0",
            "SECURE": "1",
            "SECRET_KEY": "only-for-the-checks-0123456789-abcdefghijklmnopqrstuvwxyz-ABC",
        }
        done = subprocess.run(  # noqa: S603
            check.command, cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
    return check, done.returncode, done.stdout + done.stderr, perf_counter() - started


def main() -> int:
    """Run all checks, two at a time; print what failed."""
    failed = []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        for check, code, output, seconds in pool.map(run, CHECKS):
            verdict = "ok" if code == 0 else "FAILED"
            print(f"{check.name:<14} {verdict:<7} {seconds:5.1f} s", flush=True)  # noqa: T201
            if code:
                failed.append(check.name)
                print(output, flush=True)  # noqa: T201
    print(f"{len(CHECKS) - len(failed)} passed, {len(failed)} failed")  # noqa: T201
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
