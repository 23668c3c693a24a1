"""The catalogue as one flat table: what people look for in a spreadsheet."""

from __future__ import annotations

from core.addresses import absolute
from services_catalogue.documents import audiences_of, levels_of
from services_catalogue.facts import agency_text, fee_text, time_text
from services_catalogue.models import ServicePage

COLUMNS = [
    *("code", "title", "official_name", "summary", "field", "levels", "audiences"),
    *("online_level", "time", "fee", "agency", "life_events", "effective_from", "effective_to"),
    *("superseded_by", "updated_at", "permalink"),
]


def row(page: ServicePage) -> list[str]:
    """Cells in the order of :data:`COLUMNS`; several values by semicolons. Parts are loaded."""
    return [
        page.code,
        page.title,
        page.official_name,
        page.summary,
        page.field.name,
        ";".join(levels_of(page)),
        ";".join(audiences_of(page)),
        page.online_level,
        time_text(page),
        fee_text(page),
        agency_text(page),
        ";".join(sorted(one.slug for one in page.life_events.all())),
        page.effective_from.isoformat() if page.effective_from else "",
        page.effective_to.isoformat() if page.effective_to else "",
        page.superseded_by.code if page.superseded_by else "",
        page.last_published_at.isoformat() if page.last_published_at else "",
        absolute(page.permalink),
    ]
