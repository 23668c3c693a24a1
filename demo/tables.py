"""Reading the catalogue's tables (YAML files beside this module)."""

from pathlib import Path
from typing import Any

import yaml

CATALOGUE = Path(__file__).parent / "catalogue"


def read_table(path: Path) -> Any:
    """The content of one YAML file; an empty file gives None. Errors: ``yaml.YAMLError``."""
    with path.open("rb") as stream:
        return yaml.load(stream, Loader=yaml.CSafeLoader)


def read_rows(*patterns: str) -> list[dict[str, Any]]:
    """All rows of the files that match the patterns under the catalogue, in order of path."""
    rows: list[dict[str, Any]] = []
    for pattern in patterns:
        for path in sorted(CATALOGUE.glob(pattern)):
            rows.extend(read_table(path) or [])
    return rows
