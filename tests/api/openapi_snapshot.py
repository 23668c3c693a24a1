"""``python -m tests.api.openapi_snapshot``: accept the API's document as it is now.

A difference from the snapshot is a promise changed. Adding is fine: accept it, and say it in
CHANGELOG.md. Taking away or renaming needs a new version or a deprecation (docs/integrators.md).
"""

from __future__ import annotations

import json
import os
from pathlib import Path

SNAPSHOT = Path(__file__).parent / "openapi.json"


def document() -> str:
    """The document as text that compares line by line."""
    from api.api import api

    told = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    SNAPSHOT.write_text(document(), encoding="utf-8")
