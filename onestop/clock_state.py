"""Whether the clock runs, and what of its work failed last: told by the clock, read by /readyz."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

#: The clock ticks once a minute; a long job may hold a tick up.
LATEST = timedelta(minutes=15)


class ClockStands(RuntimeError):
    """The clock does not run, or a job of it failed; the text says which."""


def _path() -> Path:
    return Path(settings.DATA_DIR) / "onestop-clock.json"


def tell(failed: set[str]) -> None:
    """The clock has just ticked; ``failed``: jobs whose last run failed."""
    path = _path()
    fresh = path.with_suffix(".new")
    text = json.dumps({"ticked_at": timezone.now().isoformat(), "failed": sorted(failed)})
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def judge() -> str:
    """When it ticked last. Errors: ClockStands."""
    try:
        state = json.loads(_path().read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ClockStands("the clock has never run: start `manage.py onestop_clock`") from None
    ticked_at = datetime.fromisoformat(state["ticked_at"])
    if timezone.now() - ticked_at > LATEST:
        raise ClockStands(f"the clock stands since {state['ticked_at']}")
    if state["failed"]:
        raise ClockStands(f"failed last time: {', '.join(state['failed'])}; see the log")
    return f"ticked at {state['ticked_at']}"
