"""Permanent addresses of services, /dv/<code>: they lead to the page, or to what replaced it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from services_catalogue.models import PublishedService, ServicePage
from services_catalogue.selectors import base_code, by_code
from services_catalogue.vocabulary import INTERNAL_CODE_PREFIXES

#: Longest chain of replacements that is followed; a circle ends here too.
_LONGEST_CHAIN = 10


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a code leads. ``replaced`` is the page that gave way to ``page``, if it still exists.

    ``former`` is the code of what ``page`` stands in for: a service that was replaced, deleted, or
    given another code.
    """

    page: ServicePage
    replaced: ServicePage | None = None
    former: str = ""


def destination(code: str, *, language: str = "vi") -> Destination | None:
    """The live page for ``code`` or a variant of it; None when there is none (or it is internal).

    A withdrawn page leads to its live successor. A page that was replaced but still stands is
    shown, with its own note about the successor: it says what changed, and older papers name it.
    """
    if code.strip().startswith(INTERNAL_CODE_PREFIXES):
        return None
    found = by_code(code, language=language)
    if found is None and language != "vi":
        found = by_code(code)
    if found is None:
        return _from_memory(code, language)
    if found.live:
        return Destination(found)
    successor = _live_successor(found)
    return Destination(successor, found, found.code) if successor else None


def _from_memory(code: str, language: str) -> Destination | None:
    """Where a code leads whose page is gone: to the page under its new code, or to its successor."""
    told = withdrawn(code)
    if told is None:
        return None
    page = ServicePage.objects.filter(pk=told.page_id, live=True).first()
    if page is None and told.superseded_by:
        heir = by_code(told.superseded_by, language=language) or by_code(told.superseded_by)
        page = heir if heir is None or heir.live else _live_successor(heir)
    return Destination(page, former=told.code) if page else None


def replaced_title(code: str, page: ServicePage) -> str:
    """The title of the service ``code`` that ``page`` stands in for; empty when it does not."""
    leads = destination(code, language=page.content_language) if code else None
    if leads is None or not leads.former or leads.page.pk != page.pk:
        return ""
    told = PublishedService.objects.filter(code=leads.former).first()
    return told.title if told else leads.former


def withdrawn(code: str) -> PublishedService | None:
    """What was last told of a service that is no longer public; None when there never was one."""
    codes = [one for one in (code.strip(), base_code(code)) if one]
    return PublishedService.objects.filter(code__in=codes, public=False).first()


def gone_answer(request: HttpRequest, code: str) -> HttpResponse:
    """The page for a code that leads to no service: 410 where there once was one, else 404."""
    # Whatever was last told, no page is there now.
    gone = withdrawn(code) or PublishedService.objects.filter(code=code.strip()).first()
    context = {"code": code, "gone": gone}
    status = 410 if gone else 404
    return render(request, "services_catalogue/unknown_code.html", context, status=status)


def _live_successor(page: ServicePage) -> ServicePage | None:
    current: ServicePage | None = page
    for _step in range(_LONGEST_CHAIN):
        current = current.superseded_by if current else None
        if current is None or current.live:
            return current
    return None
