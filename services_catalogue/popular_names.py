"""What people call a service: names by code, kept as data and reviewed like code.

The national database knows a service by its official name only. ``data/popular_names.tsv`` gives
the words with which people ask for it; an import lends them to services that have none yet.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

PATH = Path(__file__).parent / "data" / "popular_names.tsv"


@cache
def popular_names() -> Mapping[str, tuple[str, ...]]:
    """Popular names by code of the procedure ("1.004194"), the most common one first.

    Read once per process from :data:`PATH` (columns ``code`` and ``name``, a row a name). The
    mapping cannot be changed. Raises OSError when the file is missing, ValueError when a row has
    not exactly a code and a name.
    """
    names: dict[str, list[str]] = {}
    with PATH.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row.keys() != {"code", "name"} or not (row["code"] and row["name"]):
                raise ValueError(f"{PATH.name}: not a code and a name: {row}")
            names.setdefault(row["code"], []).append(row["name"])
    return MappingProxyType({code: tuple(ones) for code, ones in names.items()})
