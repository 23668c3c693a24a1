"""Whether a service really changed for those who read it, not only in the books of its keepers."""

from __future__ import annotations

from datetime import datetime

from services_catalogue.models import ChangeKind, ChangeRecord

#: Fields of the public record that say nothing of the procedure.
_SAYS_NOTHING = frozenset(
    {
        *("updated_at", "reviewed_on", "popularity", "url", "permalink", "demo"),
        *("keywords", "popular_names", "source_url"),
    }
)


def really_changed(code: str, since: datetime) -> bool:
    """Whether the published record of ``code`` changed at or after ``since``."""
    changes = ChangeRecord.objects.filter(
        code=code, at__gte=since, kind__in=(ChangeKind.CHANGED, ChangeKind.SUPERSEDED)
    )
    return any(set(fields) - _SAYS_NOTHING for fields in changes.values_list("fields", flat=True))
