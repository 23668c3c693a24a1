"""Links that the catalogue itself and Wagtail know of: texts, related services, redirects, best bets."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page, ReferenceIndex

from core.site_settings import PortalSettings
from services_catalogue.incoming_links.registry import Found, Kind, Link, register
from services_catalogue.models import RelatedService, ServicePage
from services_catalogue.units.scope import scope_of


def add() -> None:
    """Register; called once when the app is ready."""
    register(Kind("pages", gettext_lazy("Trang dẫn đến đây"), pages, 100))
    register(Kind("menus", gettext_lazy("Menu của cổng"), menus, 120))
    register(Kind("replaced", gettext_lazy("Dịch vụ được thay bằng trang này"), replaced, 150))
    register(Kind("related", gettext_lazy("Dịch vụ có thủ tục liên quan này"), related, 200))
    register(Kind("best-bets", gettext_lazy("Kết quả ghim khi tìm kiếm"), best_bets, 300))
    register(Kind("redirects", gettext_lazy("Địa chỉ cũ chuyển đến đây"), redirects, 600))


def pages(page: Page, user: Any, most: int) -> Found:
    """Pages whose text or fields refer to ``page`` (Wagtail's reference index)."""
    rows = _references(page, Page).exclude(model_path="superseded_by")
    keys = rows.values_list("object_id", flat=True).distinct()
    return of_pages(Page.objects.filter(pk__in=list(keys)).exclude(pk=page.pk), user, most)


def menus(page: Page, user: Any, most: int) -> Found:
    """Menus, footer and announcements of the portal."""
    total = _references(page, PortalSettings).count()
    address = reverse("wagtailsettings:edit", args=["core", "portalsettings"])
    return Found(total, [Link(_("Menu và chân trang của cổng"), address)] if total else [])


def _references(page: Page, source: type) -> Any:
    kind = ContentType.objects.get_for_model(source)
    return ReferenceIndex.get_references_to(page).filter(base_content_type=kind)


def replaced(page: Page, user: Any, most: int) -> Found:
    """Services that name ``page`` as what took their place."""
    return of_pages(ServicePage.objects.filter(superseded_by=page.pk), user, most)


def related(page: Page, user: Any, most: int) -> Found:
    """Services that show ``page`` among those that often go with them."""
    if not isinstance(page, ServicePage) or not page.code:
        return Found()
    owners = RelatedService.objects.filter(code=page.code).values("page")
    return of_pages(ServicePage.objects.filter(pk__in=owners).exclude(pk=page.pk), user, most)


def best_bets(page: Page, user: Any, most: int) -> Found:
    """Queries for which ``page`` stands above the results."""
    rows = SearchPromotion.objects.filter(page=page.pk).select_related("query")
    return Found(
        rows.count(),
        [
            Link(
                one.query.query_string,
                reverse("wagtailsearchpromotions:edit", args=[one.query_id]),
            )
            for one in rows.order_by("query__query_string")[:most]
        ],
    )


def redirects(page: Page, user: Any, most: int) -> Found:
    """Old addresses that lead to ``page``."""
    rows = Redirect.objects.filter(redirect_page=page.pk)
    return Found(
        rows.count(),
        [
            Link(one.old_path, reverse("wagtailredirects:edit", args=[one.pk]))
            for one in rows.order_by("old_path")[:most]
        ],
    )


def of_pages(found: Any, user: Any, most: int) -> Found:
    """Pages as links: titles of what is public or within the user's reach, no draft of others."""
    total = found.count()
    own = set(
        scope_of(user)
        .services()
        .filter(pk__in=found.order_by().values("pk"))
        .values_list("pk", flat=True)
    )
    services = set(
        ServicePage.objects.filter(pk__in=found.order_by().values("pk")).values_list(
            "pk", flat=True
        )
    )
    links = []
    for one in found.order_by("-live", "title")[:most]:
        hidden = one.pk in services and one.pk not in own
        if hidden and not one.live:
            links.append(Link(_("Bản nháp của đơn vị khác")))
        else:
            address = (one.get_url() or "") if hidden else _edit(one)
            links.append(Link(one.title if hidden else one.draft_title or one.title, address))
    return Found(total, links)


def _edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
