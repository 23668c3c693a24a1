"""`make demo`: prepare the data folder, then run portal, worker and clock together.

Environment: PORT, DATA_DIR, CATALOGUE (a file to import instead of the demo catalogue).
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def secret_key(data_dir: Path) -> str:
    """The key of this data folder, made on the first run and kept readable by its owner only."""
    path = data_dir / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def main() -> int:
    """Prepare, then hand over to honcho until Ctrl-C."""
    data_dir = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    port = os.environ.get("PORT", "8000")
    env = {
        "DEBUG": "0",
        "LOG_LEVEL": "WARNING",
        "PUBLIC_URL": f"http://localhost:{port}",
        "SECRET_KEY": secret_key(data_dir),
        **{name: value for name, value in os.environ.items() if value},
        "DATA_DIR": str(data_dir),
        "PORT": port,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PYTHONUNBUFFERED": "1",
        "PATH": f"{ROOT / '.venv' / 'bin'}:{os.environ['PATH']}",
    }
    catalogue = ["--catalogue", env["CATALOGUE"]] if env.get("CATALOGUE") else []
    prepared = subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", "prepare_demo", *catalogue], cwd=ROOT, env=env, check=False
    )
    if prepared.returncode:
        return prepared.returncode
    os.chdir(ROOT)
    os.execvpe("honcho", ["honcho", "--no-prefix", "start"], env)  # noqa: S606, S607


if __name__ == "__main__":
    sys.exit(main())
