"""Services with all their parts, many at a time, to read and compare.

The usual prefetching asks modelcluster for a query set per page and relation, which costs more than
the rows. Here each table is read once and its rows are handed to their owners as the in-memory
children that modelcluster knows. Pages loaded so are for reading: fetch one anew to change it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from modelcluster.models import get_all_child_relations

from services_catalogue.exchange.building import CHILDREN
from services_catalogue.models import Agency, Field, LifeEvent, ServicePage

_PAGES = 200
_SELECT = {"documents": ("form_file",)}


def load_pages(language: str, codes: Sequence[str]) -> list[ServicePage]:
    """The services of these codes in this language, with every part in memory."""
    return with_all_parts(
        ServicePage.objects.filter(content_language=language, code__in=codes).order_by("code", "pk")
    )


def with_all_parts(services: QuerySet[ServicePage]) -> list[ServicePage]:
    """These services with every part in memory, in a number of queries that does not grow."""
    pages = list(services.select_related("superseded_by", "locale"))
    if pages:
        _attach_parts(pages)
    return pages


def all_pages(language: str) -> Iterator[ServicePage]:
    """Every service in this language in the order of codes, with every part in memory."""
    services = ServicePage.objects.filter(content_language=language).order_by("code", "pk")
    codes = list(services.values_list("code", flat=True))
    for start in range(0, len(codes), _PAGES):
        yield from load_pages(language, codes[start : start + _PAGES])


def _attach_parts(pages: list[ServicePage]) -> None:
    fields = Field.objects.in_bulk({page.field_id for page in pages})
    agencies = {one.pk: one for one in Agency.objects.all()}
    for page in pages:
        page.field = fields[page.field_id]
    for relation, _make in CHILDREN.values():
        for child in _attach(pages, ServicePage, relation):
            if relation == "service_agencies":
                child.agency = agencies[child.agency_id]
    events = LifeEvent.objects.in_bulk()
    chosen: dict[int, list[LifeEvent]] = defaultdict(list)
    through = ServicePage.life_events.through
    pairs = through.objects.filter(servicepage__in=pages)  # type: ignore[attr-defined]
    for owner, event in pairs.values_list("servicepage_id", "lifeevent_id"):
        chosen[owner].append(events[event])
    for page in pages:
        _children_of(page)["life_events"] = chosen[page.pk]


def _attach(owners: Sequence[Any], model: type, relation: str) -> list[Any]:
    """Read the rows of ``relation`` for all owners, level by level, and hand them over."""
    link = model._meta.get_field(relation).remote_field  # type: ignore[attr-defined]
    table = model._meta.get_field(relation).related_model  # type: ignore[attr-defined]
    by_pk = {owner.pk: owner for owner in owners}
    rows: list[Any] = []
    for chunk in _chunks(list(by_pk)):
        found = table._default_manager.filter(**{f"{link.name}__in": chunk})
        if relation in _SELECT:
            found = found.select_related(*_SELECT[relation])
        rows += found.order_by("sort_order", "pk")
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        owner = getattr(row, link.attname)
        grouped[owner].append(row)
        setattr(row, link.name, by_pk[owner])
    for pk, owner in by_pk.items():
        _children_of(owner)[relation] = grouped[pk]
    for nested in get_all_child_relations(table):
        _attach(rows, table, nested.get_accessor_name())
    return rows


def _children_of(owner: Any) -> dict[str, list[Any]]:
    if not hasattr(owner, "_cluster_related_objects"):
        owner._cluster_related_objects = {}
    return owner._cluster_related_objects


def _chunks(keys: list[int], size: int = 500) -> Iterator[list[int]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]
