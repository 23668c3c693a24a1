"""Files and pictures by unit: each unit has a collection, all others are shared."""

from __future__ import annotations

from collections.abc import Collection as Many
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Collection
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from services_catalogue.models import Agency, UnitCollection
from services_catalogue.units.scope import EDITING, MODERATING, members_of_any, scope_of

#: An editor adds files and mends their own; a moderator or head mends and removes all of the unit.
EDITORS_ACTIONS = frozenset({"add", "choose"})
MODERATORS_ACTIONS = frozenset({"add", "choose", "change", "delete"})


def collection_of(agency: Agency) -> Collection:
    """The collection of this unit; made when it is first asked for."""
    found = UnitCollection.objects.filter(agency=agency).select_related("collection").first()
    if found is not None:
        return found.collection
    with transaction.atomic():
        root = Collection.get_first_root_node()
        made = root.add_child(instance=Collection(name=agency.name))
        UnitCollection.objects.create(agency=agency, collection=made)
    return made


def collections_for(user: Any, actions: Many[str]) -> QuerySet[Collection]:
    """The collections in which ``user`` may do any of ``actions`` as one of a unit's people."""
    return Collection.objects.filter(pk__in=_ids_for(user, actions))


def _ids_for(user: Any, actions: Many[str]) -> set[int]:
    wanted = set(actions)
    agencies: set[int] = set()
    if wanted & EDITORS_ACTIONS:
        agencies |= scope_of(user, EDITING).agencies
    if wanted & MODERATORS_ACTIONS:
        agencies |= scope_of(user, MODERATING).agencies
    if not agencies:
        return set()
    shared = {None} if "choose" in wanted else set()
    return {pk for pk, owner in _owners(user).items() if owner in agencies | shared}


def _owners(user: Any) -> dict[int, int | None]:
    """The unit of each collection, that of a collection above counting; kept for one request."""
    if "_collection_owners" not in user.__dict__:
        units = dict(UnitCollection.objects.values_list("collection_id", "agency_id"))
        by_path: dict[str, int | None] = {}
        owners = {}
        for pk, path in Collection.objects.order_by("path").values_list("pk", "path"):
            above = by_path.get(path[: -Collection.steplen])
            owners[pk] = by_path[path] = units.get(pk, above)
        # Not as an attribute: request.user is a lazy object, which keeps those elsewhere.
        user.__dict__["_collection_owners"] = owners
    kept: dict[int, int | None] = user.__dict__["_collection_owners"]
    return kept


class UnitCollectionPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's policy of files and pictures, widened by memberships of units."""

    def _check_perm(
        self, user: Any, actions: Many[str], collection: Collection | None = None
    ) -> bool:
        if super()._check_perm(user, actions, collection):
            return True
        found = _ids_for(user, actions)
        return bool(found) if collection is None else collection.pk in found

    def _collections_with_perm(self, user: Any, actions: Many[str]) -> QuerySet[Collection]:
        given = super()._collections_with_perm(user, actions)
        units = collections_for(user, actions)
        return Collection.objects.filter(
            Q(pk__in=given.values("pk")) | Q(pk__in=units.values("pk"))
        )

    def _users_with_perm_filter(
        self, actions: Many[str], collection: Collection | None = None
    ) -> Q:
        given = super()._users_with_perm_filter(actions, collection)
        if collection is None:
            return given
        above = collection.get_ancestors(inclusive=True)
        owners = UnitCollection.objects.filter(collection__in=above)
        unit = owners.order_by("-collection__depth").first()
        if unit is None:
            return given
        roles = EDITING if set(actions) & EDITORS_ACTIONS else MODERATING
        members = members_of_any(unit.agency_id, roles)
        return given | Q(is_active=True, pk__in=members.values("user"))
