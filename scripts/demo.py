"""`make demo`: prepare the data folder, then run portal, worker, clock and onestop together.

Environment: PORT, ONESTOP_PORT, DATA_DIR, CATALOGUE (a file to import instead of the demo catalogue).
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def secret(data_dir: Path, name: str) -> str:
    """A secret of this data folder, made on the first run and kept readable by its owner only."""
    path = data_dir / name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def main() -> int:
    """Prepare, then hand over to honcho until Ctrl-C."""
    data_dir = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    port = os.environ.get("PORT", "8000")
    onestop_port = os.environ.get("ONESTOP_PORT", "8001")
    token = secret(data_dir, "onestop-token")
    env = {
        "DEBUG": "0",
        "LOG_LEVEL": "WARNING",
        "ONLINE_APPLICATION": "1",
        "PUBLIC_URL": f"http://localhost:{port}",
        "SECRET_KEY": secret(data_dir, "secret-key"),
        "ONESTOP_SECRET_KEY": secret(data_dir, "onestop-secret-key"),
        "ONESTOP_URL": f"http://localhost:{onestop_port}",
        "ONESTOP_TOKEN": token,
        "DOSSIER_API_URL": f"http://localhost:{onestop_port}",
        "DOSSIER_API_TOKEN": token,
        **{name: value for name, value in os.environ.items() if value},
        "DATA_DIR": str(data_dir),
        "PORT": port,
        "ONESTOP_PORT": onestop_port,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PYTHONUNBUFFERED": "1",
        "PATH": f"{ROOT / '.venv' / 'bin'}:{os.environ['PATH']}",
    }
    catalogue = ["--catalogue", env["CATALOGUE"]] if env.get("CATALOGUE") else []
    export = str(data_dir / "for-onestop.json")
    for command in (
        ["prepare_demo", *catalogue, "--export", export],
        ["prepare_onestop", export, "--demo"],
    ):
        prepared = subprocess.run(  # noqa: S603
            [sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=False
        )
        if prepared.returncode:
            return prepared.returncode
    os.chdir(ROOT)
    os.execvpe("honcho", ["honcho", "--no-prefix", "start"], env)  # noqa: S606, S607


if __name__ == "__main__":
    sys.exit(main())
