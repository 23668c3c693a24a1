"""Units mend their own contact and hours; names, kinds and the tree are the province's."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from services_catalogue.models import Agency
from services_catalogue.units.model_policy import UnitModelPolicy


class AgencyPolicy(UnitModelPolicy):
    """Everyone of a unit may change it and the units below it."""

    editors_actions = frozenset({"change"})

    def within(self, agencies: Collection[int]) -> QuerySet[Any]:
        """These units."""
        return Agency.objects.filter(pk__in=agencies)
