"""Services as the import would compare them, read some hundred at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from services_catalogue.exchange.exporting import record_for
from services_catalogue.exchange.loading import with_all_parts
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.exchange.updating import with_editors_drafts
from services_catalogue.models import ServicePage

_PAGES = 200


def records_of(keys: Sequence[int]) -> Iterator[ServiceRecord]:
    """The records of these pages, in their order: of a page with a draft, the draft."""
    for start in range(0, len(keys), _PAGES):
        chunk = keys[start : start + _PAGES]
        services = ServicePage.objects.filter(pk__in=chunk).order_by("code", "pk")
        pages = with_editors_drafts(with_all_parts(services))
        for code in sorted(pages):
            yield record_for(pages[code])
