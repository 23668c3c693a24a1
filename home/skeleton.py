"""The pages that every portal has, whatever its catalogue."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.utils.translation import gettext_noop as _
from wagtail.models import Collection, Locale, Page, Site

from core.models import PortalSettings
from home.models import GuidanceIndexPage, HomePage
from news.models import NewsIndexPage
from services_catalogue.models import ServiceIndexPage

POPULAR = "giấy khai sinh\nsổ đỏ\nđổi bằng lái\nmở quán ăn"


def set_up_site(*, public_url: str) -> HomePage:
    """Make what is missing of site, home page and index pages; a second call changes nothing."""
    for code in ("vi", "en"):
        Locale.objects.get_or_create(language_code=code)
    # Wagtail's migrations make the two roots; a database that was emptied has lost them.
    if not Page.get_first_root_node():
        Page.add_root(instance=Page(title="Root", slug="root", locale=_vietnamese()))
    if not Collection.get_first_root_node():
        Collection.add_root(instance=Collection(name="Root"))
    home = HomePage.objects.filter(locale__language_code="vi").first() or _make_home()
    for model, title, slug, summary in (
        (ServiceIndexPage, "Dịch vụ", "dich-vu", _("Tất cả dịch vụ công của tỉnh, xã, phường.")),
        (GuidanceIndexPage, "Hướng dẫn", "huong-dan", _("Cách dùng cổng và làm việc với cơ quan.")),
        (NewsIndexPage, "Tin tức", "tin-tuc", _("Tin và thông báo của các cơ quan trong tỉnh.")),
    ):
        if not model.objects.exists():
            page = home.add_child(instance=model(title=title, slug=slug, summary=summary))
            page.save_revision().publish()
    _make_site(home, public_url)
    return home


def _make_home() -> HomePage:
    root = Page.get_first_root_node()
    # Wagtail's first migration leaves a welcome page, which would hold the site and the slug.
    Site.objects.filter(root_page__depth=2).exclude(
        root_page__in=HomePage.objects.values("pk")
    ).delete()
    root.get_children().filter(slug="home").not_type(HomePage).delete()
    root.refresh_from_db()
    home = HomePage(
        title="Cổng dịch vụ công", slug="home", popular_searches=POPULAR, locale=_vietnamese()
    )
    root.add_child(instance=home)
    home.save_revision().publish()
    return home


def _vietnamese() -> Locale:
    return Locale.objects.get(language_code="vi")


def _make_site(home: HomePage, public_url: str) -> None:
    parts = urlsplit(public_url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    site, _made = Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": parts.hostname or "localhost",
            "port": port,
            "root_page": home,
            "site_name": "Cổng dịch vụ công",
        },
    )
    PortalSettings.objects.get_or_create(site=site)
