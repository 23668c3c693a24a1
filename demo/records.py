"""Everything the demo catalogue holds, as records of the exchange schema.

The loader writes these into the database; nothing here touches it. All functions are
deterministic: the same tables give the same records.
"""

from collections.abc import Iterator

from demo.agencies import agencies as _agencies
from demo.tables import read_rows
from services_catalogue.exchange.records import (
    AgencyRecord,
    FieldRecord,
    LifeEventRecord,
)


def agencies() -> Iterator[AgencyRecord]:
    """The province's units, each after its parent."""
    yield from _agencies()


def fields() -> Iterator[FieldRecord]:
    """Lĩnh vực, in the order of the branches of government."""
    return (FieldRecord(**row) for row in read_rows("fields.yaml"))


def life_events() -> Iterator[LifeEventRecord]:
    """Life events, citizens' first, in the order of the national portal."""
    return (LifeEventRecord(**row) for row in read_rows("life_events.yaml"))
