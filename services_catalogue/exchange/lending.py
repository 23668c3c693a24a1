"""Popular names for services whose source knows official names only."""

from __future__ import annotations

from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.popular_names import popular_names


def with_popular_names(record: ServiceRecord) -> ServiceRecord:
    """``record`` with the popular names we keep for its code, if it has none of its own.

    Names that an editor or the file gave stay as they are; a record with names, or with a code
    that we have no names for, is answered unchanged.
    """
    if record.popular_names:
        return record
    names = popular_names().get(record.code, ())
    return record.model_copy(update={"popular_names": list(names)}) if names else record
