"""The index of citations: read from the revisions of services, kept in step with them.

Whatever wrote a revision (an editor, an import, a script), the next run of :func:`catch_up` sees
that it is not the one that was read; the signals only make that sooner.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from wagtail.models import Revision

from services_catalogue.law.numbers import law_numbers
from services_catalogue.models import LawCitation, LawIndexed, ServicePage

Place = LawCitation.Place
#: Pages of one transaction.
_PAGES = 100
#: Keys of a page's content that no visitor reads.
_UNREAD = frozenset({"source_text", "source_url", "url_path", "path", "slug"})


@dataclass(slots=True)
class Cited:
    """How one state of a service cites a document."""

    written: str
    place: str
    title: str = ""


def cited(content: Mapping[str, Any]) -> dict[str, Cited]:
    """Documents by key in the serialised ``content`` of a service (modelcluster's, as in a revision)."""
    found: dict[str, Cited] = {}
    for basis in content.get("legal_bases") or ():
        title = basis.get("title") or ""
        for number in law_numbers(basis.get("number") or ""):
            found.setdefault(number.key, Cited(number.written[:80], Place.BASIS, title[:500]))
        for number in law_numbers(title):
            found.setdefault(number.key, Cited(number.written[:80], Place.BASIS))
    for name, value in content.items():
        if name != "legal_bases" and name not in _UNREAD:
            for text in _texts(value):
                for number in law_numbers(text):
                    found.setdefault(number.key, Cited(number.written[:80], Place.TEXT))
    return found


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def stale() -> QuerySet[ServicePage]:
    """Services whose citations were read from another state than the present one."""
    return ServicePage.objects.order_by().exclude(
        pk__in=LawIndexed.objects.filter(live=F("page__live"))
        .filter(_same("latest_revision"), _same("live_revision"))
        .values("pk")
    )


def _same(name: str) -> Q:
    return Q(**{name: F(f"page__{name}_id")}) | Q(
        **{f"{name}__isnull": True, f"page__{name}__isnull": True}
    )


def catch_up(pages: Collection[int] | None = None) -> int:
    """Read what is stale, all or among ``pages``; answers how many services were read."""
    waiting = stale() if pages is None else stale().filter(pk__in=pages)
    keys = list(waiting.values_list("pk", flat=True))
    for start in range(0, len(keys), _PAGES):
        with transaction.atomic():
            _read(keys[start : start + _PAGES])
    return len(keys)


def _read(keys: list[int]) -> None:
    pages = list(ServicePage.objects.filter(pk__in=keys))
    wanted = {pk for one in pages for pk in (one.latest_revision_id, one.live_revision_id) if pk}
    contents = dict(Revision.objects.filter(pk__in=wanted).values_list("pk", "content"))
    rows: list[LawCitation] = []
    for page in pages:
        newest = contents.get(page.latest_revision_id) or page.serializable_data()
        shown: Mapping[str, Any] = {}
        if page.live:
            shown = contents.get(page.live_revision_id) or (
                newest if not page.has_unpublished_changes else page.serializable_data()
            )
        drafted = cited(newest)
        published = drafted if shown is newest else cited(shown)
        for law, one in {**published, **drafted}.items():
            rows.append(
                LawCitation(
                    page=page,
                    law=law[:80],
                    written=one.written,
                    title=one.title,
                    place=one.place,
                    published=law in published,
                    drafted=law in drafted,
                )
            )
    LawCitation.objects.filter(page__in=keys).delete()
    LawCitation.objects.bulk_create(rows, batch_size=400)
    LawIndexed.objects.bulk_create(
        [
            LawIndexed(
                page=page,
                latest_revision=page.latest_revision_id,
                live_revision=page.live_revision_id,
                live=page.live,
            )
            for page in pages
        ],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["latest_revision", "live_revision", "live"],
    )
