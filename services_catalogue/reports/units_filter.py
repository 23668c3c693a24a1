"""A filter by unit that offers only units in the person's reach, those below counted in."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from services_catalogue.models import Agency
from services_catalogue.units.scope import scope_of, with_those_below


def units_in_reach(request: Any) -> QuerySet[Agency]:
    """Units that keep services and are in the reach of the person who asks."""
    if request is None:
        return Agency.objects.none()
    scope = scope_of(request.user)
    units = Agency.objects.without_tree_fields().order_by("name")
    return units if scope.everything else units.filter(pk__in=scope.agencies)


class UnitFilter(django_filters.ModelChoiceFilter):
    """``field_name`` leads to the unit that keeps the service."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Đơn vị phụ trách"))
        kwargs.setdefault("queryset", units_in_reach)
        kwargs.setdefault("widget", forms.Select)
        super().__init__(**kwargs)

    def filter(self, qs: Any, value: Agency | None) -> Any:
        """Rows of this unit and of all below it."""
        if value is None:
            return qs
        return qs.filter(**{f"{self.field_name}__in": with_those_below([value.pk])})
