"""Broken links as people meet them: on the desk, and in the preflight of the page that uses them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services_catalogue.desk.sources import Matter, Source, Waiting
from services_catalogue.desk.sources import register as register_source
from services_catalogue.link_check.places import edit_url
from services_catalogue.link_check.reasons import in_words
from services_catalogue.link_check.settings_links import changeable_by
from services_catalogue.models import LinkState, LinkStatus, LinkUse, ServicePage
from services_catalogue.preflight.parts import Parts
from services_catalogue.preflight.rule import Found, Rule, Severity
from services_catalogue.preflight.rule import register as register_rule
from services_catalogue.units.scope import Scope


def uses_in(scope: Scope, user: Any) -> QuerySet[LinkUse]:
    """The uses that a person may see: of what they reach, and of settings that they may change."""
    if scope.by_name:
        return LinkUse.objects.filter(page__in=scope.services().values("pk"))
    reach = Q(model="") if scope.everything else Q(managed_by__in=scope.agencies)
    return LinkUse.objects.filter(reach | Q(model__in=changeable_by(user), object_id__isnull=False))


def links_in(scope: Scope, user: Any) -> QuerySet[LinkStatus]:
    """The links that these lead to."""
    return LinkStatus.objects.filter(Exists(uses_in(scope, user).filter(link=OuterRef("pk"))))


def not_ignored() -> Q:
    """What nobody has asked to leave alone for now."""
    return Q(ignored_until=None) | Q(ignored_until__lt=timezone.localdate())


def waiting(user: Any, scope: Scope, most: int) -> Waiting:
    """Broken links for those who can mend them or have it mended: a matter for each place."""
    broken = LinkStatus.objects.filter(not_ignored(), state=LinkState.BROKEN)
    places = uses_in(scope, user).filter(link__in=broken)
    rows = places.select_related("link", "page", "agency").order_by("-link__broken_since", "pk")
    services = ServicePage.objects.values_list("pk", flat=True)
    found = list(rows[:most])
    ours = set(services.filter(pk__in=[one.page_id for one in found if one.page_id]))
    return Waiting(
        places.count(),
        [
            Matter(
                title=one.place,
                url=edit_url(one),
                detail=f"{one.link.url}: {in_words(one.link.reason, one.link.status)}",
                since=one.link.broken_since,
                service_id=one.page_id if one.page_id in ours else None,
            )
            for one in found
        ],
    )


def _broken_of(pages: Sequence[ServicePage]) -> dict[int, list[tuple[str, str]]]:
    rows = LinkUse.objects.filter(
        page__in=[page.pk for page in pages],
        link__in=LinkStatus.objects.filter(not_ignored(), state=LinkState.BROKEN),
    )
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for page, anchor, url in rows.values_list("page", "anchor", "link__url"):
        found[page].append((anchor, url))
    return found


def _look(parts: Parts, known: dict[int, list[tuple[str, str]]]) -> Iterable[Found]:
    """Only what the draft still has: mended is mended, though the public page is not."""
    pairs = known.get(parts.page.pk, [])
    if not pairs:
        return
    held = _addresses(parts)
    for anchor, url in pairs:
        if any(url in one for one in held):
            yield Found(anchor, url)


def _addresses(parts: Parts) -> list[str]:
    """Every text of the draft in which an address may stand."""
    held = [law.url for law in parts.legal_bases]
    held += [target.url for target in parts.targets]
    held += [paper.form_url for _anchor, paper in parts.papers]
    return [*held, parts.page.source_url, str(parts.blocks).replace("&amp;", "&")]


def connect() -> None:
    """Add the rule and the kind of matter; called once when the app is ready."""
    register_rule(
        Rule(
            "broken_link",
            Severity.IMPORTANT,
            4,
            _("Liên kết hỏng"),
            _("Thay bằng địa chỉ mới, hoặc bỏ liên kết."),
            _look,
            "legal_bases",
            known=_broken_of,
        )
    )
    register_source(
        Source(
            "broken_links",
            _("Liên kết hỏng"),
            waiting,
            order=400,
            all_url=reverse_lazy("link_report"),  # type: ignore[arg-type]
            for_contacts=True,
        )
    )
