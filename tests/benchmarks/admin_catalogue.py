"""A catalogue of any size in a portal's database: the demo's services, copied under other codes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, cycle, islice
from typing import Any

_CHUNK = 500
#: Of so many copies one was never published, and one has a newer draft.
DRAFT_EVERY, CHANGED_EVERY = 20, 25


def fill(services: int) -> int:
    """Copy until there are ``services``, kept by all units in turn; answers how many there are."""
    from django.db import transaction

    from services_catalogue.models import Agency, ServiceIndexPage, ServicePage

    originals = list(ServicePage.objects.filter(content_language="vi").order_by("pk"))
    units = cycle(Agency.objects.without_tree_fields().order_by("pk").values_list("pk", flat=True))
    missing = services - ServicePage.objects.count()
    parent = ServiceIndexPage.objects.order_by("pk")[0]
    copies = islice(_copies(originals, units), max(missing, 0))
    while chunk := list(islice(copies, _CHUNK)):
        with transaction.atomic():
            _insert(chunk, parent)
    return ServicePage.objects.count()


def _copies(originals: list[Any], units: Iterator[int]) -> Iterator[Any]:
    for number in count(1):
        page = originals[number % len(originals)].__class__(
            **{
                field.attname: getattr(originals[number % len(originals)], field.attname)
                for field in originals[0]._meta.concrete_fields
                if field.attname not in ("id", "page_ptr_id", "path", "numchild")
            }
        )
        page.source_pk = originals[number % len(originals)].pk
        page.code = f"9.{number:06d}"
        page.slug = f"ban-sao-{number}"
        page.translation_key = None
        page.managed_by_id = next(units)
        page.latest_revision_id = page.live_revision_id = None
        page.superseded_by_id = None
        page.live = number % DRAFT_EVERY != 0
        page.has_unpublished_changes = not page.live or number % CHANGED_EVERY == 0
        yield page


def _insert(pages: list[Any], parent: Any) -> None:
    from uuid import uuid4

    from services_catalogue.exchange.creating import _insert_pages
    from services_catalogue.exchange.indexing import add_to_editor_search
    from services_catalogue.models import LegalBasis, ServiceAgency, ServicePage

    for page in pages:
        page.translation_key = uuid4()
    _insert_pages(pages, parent)
    for model in (LegalBasis, ServiceAgency):
        _copy_parts(model, pages)
    add_to_editor_search(ServicePage, pages)


def _copy_parts(model: Any, pages: list[Any]) -> None:
    owner = next(field for field in model._meta.fields if field.name in ("page", "service")).attname
    rows: dict[int, list[dict[str, Any]]] = {}
    for row in model.objects.filter(
        **{f"{owner}__in": {page.source_pk for page in pages}}
    ).values():
        rows.setdefault(row[owner], []).append(row)
    model.objects.bulk_create(
        [
            model(**{**row, "id": None, owner: page.pk})
            for page in pages
            for row in rows.get(page.source_pk, ())
        ],
        batch_size=_CHUNK,
    )
