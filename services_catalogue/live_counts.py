"""How many services people find behind a field or a life event."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet


def with_counts(taxonomy: QuerySet) -> QuerySet:
    """``taxonomy`` with ``number``, how many live services belong to each; in the model's order."""
    number = Count("services", filter=Q(services__live=True), distinct=True)
    return taxonomy.annotate(number=number).order_by(*taxonomy.model._meta.ordering)
