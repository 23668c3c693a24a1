"""A relay as production runs it, by a clock that jumps. Argument: a file to touch when it begins."""

from __future__ import annotations

import sys
from pathlib import Path

import django
from django.core.management import call_command


def main(ready: Path) -> None:
    from tests.faults.clock import follow_the_file

    django.setup()
    follow_the_file()
    ready.touch()
    call_command("relay_outbox")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
