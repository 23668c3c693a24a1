"""What people call the parts of a service that a version changes."""

from __future__ import annotations

from typing import Any

from services_catalogue.differences.comparing import headings
from services_catalogue.models import ServicePage

#: Columns and relations of the page → fields of the record, where the names differ.
_AS_RECORD = {
    "official_name": "name",
    "title": "name",
    "draft_title": "name",
    "slug": "name",
    "service_agencies": "agencies",
    "related_services": "related",
    "source_text": "raw",
    "at_ministry": "levels",
    "at_province": "levels",
    "at_commune": "levels",
    "for_citizens": "audiences",
    "for_businesses": "audiences",
    "at_other": "levels",
    "for_organisations": "audiences",
    "is_demo": "demo",
}


def names_of(fields: tuple[str, ...]) -> str:
    """What people call these columns and relations of the page: "lệ phí, căn cứ pháp lý"."""
    known: dict[str, Any] = headings()
    labels = []
    for name in fields:
        label = known.get(_AS_RECORD.get(name, name))
        if label is None:
            label = str(getattr(ServicePage._meta.get_field(name), "verbose_name", name))
        labels.append(label[:1].lower() + label[1:])
    return ", ".join(dict.fromkeys(labels))
