"""Which pages lead to which other sites, as the public sees them now.

Services are read part by part, so that each use names its field. Other pages are read through their
streams, whatever their type: the catalogue knows none of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import get_page_models

from services_catalogue.link_check import settings_links
from services_catalogue.link_check.streams import in_stream
from services_catalogue.models import (
    Agency,
    Case,
    LegalBasis,
    LinkStatus,
    LinkUse,
    RequiredDocument,
    ServicePage,
    SubmissionTarget,
)

_ROWS = 500
_LONGEST = 1000


#: An address as it is written, and where it stands (its link is not known yet).
Found = Iterator[tuple[str, LinkUse]]


def normal(url: str) -> str:
    """The address without its fragment; empty for what is not to be looked at: ours, too long, odd."""
    url = url.strip().partition("#")[0]
    if not url.startswith(("https://", "http://")) or len(url) > _LONGEST:
        return ""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return ""
    return url if host and host != urlsplit(settings.PUBLIC_URL).hostname else ""


def collect(
    pages: Collection[int] | None = None,
    agencies: Collection[int] | None = None,
    places: Collection[settings_links.Place] | None = None,
) -> int:
    """Write down the uses of these pages, units and settings, or of everything; answers how many.

    Of everything: addresses that nothing leads to any more are forgotten with their history.
    """
    everything = pages is None and agencies is None and places is None
    old = LinkUse.objects.all()
    if not everything:
        among = Q(page__in=pages or ()) | Q(agency__in=agencies or ())
        for model, pk in places or ():
            among |= Q(model=model, object_id=pk)
        old = old.filter(among)
    uses: list[tuple[str, LinkUse]] = []
    for url, use in _uses(pages, agencies, places, everything=everything):
        if address := normal(url):
            uses.append((address, use))
    known = _statuses({url for url, _use in uses})
    found: dict[tuple[Any, ...], LinkUse] = {}
    for url, use in uses:
        use.link_id = known[url]
        found[_key(use)] = use
    held = {_key(use): use.pk for use in old.iterator(chunk_size=_ROWS)}
    # Only what differs is written, a little at a time: most nights that is nothing.
    gone = [pk for key, pk in held.items() if key not in found]
    for start in range(0, len(gone), _ROWS):
        LinkUse.objects.filter(pk__in=gone[start : start + _ROWS]).delete()
    new = [use for key, use in found.items() if key not in held]
    for start in range(0, len(new), _ROWS):
        LinkUse.objects.bulk_create(new[start : start + _ROWS])
    if everything:
        LinkStatus.objects.filter(uses=None).delete()
    return len(found)


def _key(use: LinkUse) -> tuple[Any, ...]:
    return (
        use.link_id,
        use.source,
        use.page_id,
        use.agency_id,
        use.model,
        use.object_id,
        use.title,
        use.anchor,
        use.managed_by_id,
    )


def _statuses(urls: set[str]) -> dict[str, int]:
    """Keys of these addresses; the new ones are due at once."""
    now = timezone.now()
    ordered = sorted(urls)
    known: dict[str, int] = {}
    for start in range(0, len(ordered), _ROWS):
        chunk = ordered[start : start + _ROWS]
        found = dict(LinkStatus.objects.filter(url__in=chunk).values_list("url", "pk"))
        new = [url for url in chunk if url not in found]
        if new:
            LinkStatus.objects.bulk_create(
                [LinkStatus(url=url, host=urlsplit(url).hostname or "", due_at=now) for url in new],
                ignore_conflicts=True,
            )
            found |= dict(LinkStatus.objects.filter(url__in=new).values_list("url", "pk"))
        known |= found
    return known


def _uses(
    pages: Collection[int] | None,
    agencies: Collection[int] | None,
    places: Collection[settings_links.Place] | None,
    *,
    everything: bool,
) -> Found:
    if everything or pages:
        yield from _of_services(pages)
        yield from _of_other_pages(pages)
    if everything or agencies:
        units = Agency.objects.without_tree_fields().exclude(website="")
        if agencies is not None:
            units = units.filter(pk__in=agencies)
        for pk, url in units.values_list("pk", "website"):
            yield url, LinkUse(source="agency", agency_id=pk, managed_by_id=pk)
    if everything or places:
        yield from settings_links.uses(places)


def _of_services(pages: Collection[int] | None) -> Found:
    services = ServicePage.objects.live().order_by()
    if pages is not None:
        services = services.filter(pk__in=pages)
    units = dict(services.values_list("pk", "managed_by"))

    def use(source: str, page: int, anchor: str) -> LinkUse:
        unit = units.get(page)
        return LinkUse(source=source, page_id=page, anchor=anchor, managed_by_id=unit)

    keys = services.values("pk")
    for model, source in ((LegalBasis, "legal_bases"), (SubmissionTarget, "targets")):
        rows: Any = model.objects.filter(page__in=keys)  # type: ignore[attr-defined]
        for place, page, url in _placed(rows, "page_id", "url"):
            yield url, use(source, page, f"{source}-{place}-url")
    cases = {
        pk: (page, place)
        for place, page, pk in _placed(Case.objects.filter(page__in=keys), "page_id", "pk")
    }
    papers = RequiredDocument.objects.filter(case__page__in=keys)
    for place, case, url in _placed(papers, "case_id", "form_url"):
        if url and case in cases:
            page, at = cases[case]
            yield url, use("forms", page, f"cases-{at}-documents-{place}-form_url")
    rest = services.values_list("pk", "source_url", "guidance")
    for page, source_url, guidance in rest.iterator(chunk_size=_ROWS):
        yield source_url, use("source", page, "source_url")
        for url in in_stream(guidance):
            yield url, use("guidance", page, "guidance")


def _placed(rows: Any, owner: str, name: str) -> Iterator[tuple[int, int, Any]]:
    """(position among its owner's, owner, value) of each row."""
    last, place = None, 0
    for key, value in rows.order_by(owner, "sort_order", "pk").values_list(owner, name):
        place = place + 1 if key == last else 0
        last = key
        yield place, key, value


def _of_other_pages(pages: Collection[int] | None) -> Found:
    for model in get_page_models():
        names = [one.name for one in model._meta.get_fields() if isinstance(one, StreamField)]
        if model is ServicePage or not names:
            continue
        found = model.objects.live()
        if pages is not None:
            found = found.filter(pk__in=pages)
        for pk, *streams in found.values_list("pk", *names):
            for name, stream in zip(names, streams, strict=True):
                for url in in_stream(stream):
                    yield url, LinkUse(source="pages", page_id=pk, anchor=name)
