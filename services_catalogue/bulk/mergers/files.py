"""Files and pictures of the units that go: their collections become parts of the new unit's.

No file is touched, so every address and every use stays; people of the new unit reach what lies
below its collection (units/collections.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from services_catalogue.models import Agency, UnitCollection, UnitMerger
from services_catalogue.units.collections import collection_of


def files_of(sources: Sequence[Agency], target_id: int | None) -> Iterator[tuple[Agency, int, int]]:
    """(unit, number of its files, number of its pictures) for those with a collection of their own."""
    owned = UnitCollection.objects.filter(agency__in=sources).exclude(agency=target_id or 0)
    for one in owned.select_related("agency", "collection").order_by("agency__name"):
        within = one.collection.get_descendants(inclusive=True).values("pk")
        yield (
            one.agency,
            get_document_model().objects.filter(collection__in=within).count(),
            get_image_model().objects.filter(collection__in=within).count(),
        )


@transaction.atomic
def move_files(key: str, merger: UnitMerger, user: Any) -> str:
    """The collection of the unit ``key`` goes below that of the new unit, and is its own no more."""
    if int(key) == merger.target_id or merger.target is None:
        return ""
    owned = UnitCollection.objects.filter(agency=int(key)).first()
    if owned is None:
        return _("Bộ sưu tập đã được chuyển trước đó.")
    home = collection_of(merger.target)
    if home.is_descendant_of(owned.collection):
        home.move(Collection.get_first_root_node(), pos="sorted-child")
    # Read anew: a node kept from before another move knows an old place in the tree.
    moved = Collection.objects.get(pk=owned.collection_id)
    moved.move(Collection.objects.get(pk=home.pk), pos="sorted-child")
    # Last: a collection that no unit owns is everybody's.
    owned.delete()
    return ""
