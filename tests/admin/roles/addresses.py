"""Every address of the admin that takes an id, with the ids of one unit put in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

ADMIN = "quan-tri/"


@dataclass(frozen=True, slots=True)
class Address:
    """A pattern of the admin: where it stands and what it takes."""

    route: str
    name: str
    takes: tuple[str, ...]


def addresses() -> list[Address]:
    """All patterns of the admin that take something from the address."""
    return sorted(
        {one for one in _walk(get_resolver(), "", "") if one.takes}, key=lambda one: one.route
    )


def _walk(resolver: URLResolver, before: str, spaces: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if not (route.startswith(ADMIN) or ADMIN.startswith(route)):
            continue
        if isinstance(pattern, URLResolver):
            space = f"{spaces}{pattern.namespace}:" if pattern.namespace else spaces
            yield from _walk(pattern, route, space)
        elif isinstance(pattern, URLPattern):
            yield Address(route, f"{spaces}{pattern.name or ''}", _names(pattern, resolver))


def _names(pattern: URLPattern, resolver: Any) -> tuple[str, ...]:
    return tuple(sorted({*pattern.pattern.regex.groupindex, *resolver.pattern.regex.groupindex}))


def plain_addresses() -> list[str]:
    """The addresses that take nothing and end nobody's session: lists, reports, choosers."""
    plain = {one for one in _walk(get_resolver(), "", "") if not one.takes and one.name}
    found = set()
    for one in plain:
        try:
            found.add(reverse(one.name))
        except NoReverseMatch:
            continue
    return sorted(url for url in found if not url.endswith(("/logout/", "/failwhale/")))
