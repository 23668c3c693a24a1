"""Services by law: what a person types → documents → the services that cite them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from search.text import fold
from services_catalogue.law.numbers import asked
from services_catalogue.models import LawCitation
from services_catalogue.units.scope import Scope


@dataclass(frozen=True, slots=True)
class Law:
    """A document and how many services in reach cite it."""

    law: str
    written: str
    title: str
    services: int


def citations(scope: Scope) -> QuerySet[LawCitation]:
    """Citations by services in reach."""
    found = LawCitation.objects.all()
    return found if scope.everything else found.filter(page__managed_by__in=scope.agencies)


def laws(scope: Scope) -> QuerySet[Any, Any]:
    """A dict a document: law, written, title, services."""
    return (
        citations(scope)
        .values("law")
        .annotate(written=Max("written"), title=Max("title"), services=Count("page"))
    )


def meant(text: str, scope: Scope) -> list[Law]:
    """Documents that ``text`` may mean, most cited first: a number however it is written, or words."""
    text = text.strip()
    if not text:
        return []
    number = asked(text)
    rows = laws(scope).order_by("-services", "law")
    if number is not None:
        found = [
            row
            for row in rows.filter(law__startswith=f"{number.number}/")
            if number.matches(row["law"])
        ]
        exact = [row for row in found if row["law"].split("/")[-1] == number.kind]
        found = exact or found
    else:
        words = fold(text).split()
        found = [row for row in rows.exclude(title="") if _holds(fold(row["title"]), words)]
    return [Law(**row) for row in found]


def _holds(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)


def citing(laws: list[str], scope: Scope) -> QuerySet[LawCitation]:
    """The citations of any of these documents, for a list of services."""
    return citations(scope).filter(Q(law__in=laws)).select_related("page", "page__managed_by")
