"""Every setting that is read from the environment stands in .env.example, and nothing else does."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Compare settings.py with .env.example."""
    source = "".join(
        (ROOT / room / "settings.py").read_text(encoding="utf-8") for room in ("portal", "onestop")
    )
    read = set(re.findall(r"env(?:\.\w+)?\(\s*\"([A-Z_]+)\"", source))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    told = set(re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE))
    for name in sorted(read - told):
        print(f".env.example lacks {name}")  # noqa: T201
    for name in sorted(told - read):
        print(f".env.example names {name}, which no setting reads")  # noqa: T201
    return 1 if read ^ told else 0


if __name__ == "__main__":
    sys.exit(main())
