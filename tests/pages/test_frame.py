"""Header, footer, announcements and the head of every page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import resolve
from django.utils import timezone
from wagtail.models import Page

from core import menus
from core.models import Announcement, PortalSettings
from tests.factories import make_service
from tests.pages.markup import HOSTILE, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(site_tree):
    return make_service()


@pytest.fixture
def portal(site_tree):
    return PortalSettings.objects.get()


def links_in(shown, path):
    return [link for link in shown.links if link == path]


def test_default_menus_lead_only_to_pages_that_answer(service, visitor):
    shown = read(visitor.get(service.get_url()))
    links = [link for link in menus.header_links() if link.href in shown.links]
    links += [link for column in menus.footer_columns() for link in column["links"]]
    assert len(links) > 5
    pages = {page.get_url() for page in Page.objects.live().filter(depth__gt=1)}
    for link in links:
        assert link.href in pages or resolve(link.href).url_name != "wagtail_serve"


def test_an_administrator_sets_menu_and_footer(service, portal, visitor):
    portal.header_links = [("link", {"text": "Việc cần làm", "url": "/dich-vu/?level=commune"})]
    portal.footer_columns = [
        (
            "column",
            {"heading": "Riêng", "links": [{"text": "Trang khác", "url": "https://example.com/"}]},
        )
    ]
    portal.hotline, portal.footer_note = "1900 558 826", "Dòng cuối"
    portal.save()
    shown = read(visitor.get(service.get_url()))
    assert "Việc cần làm" in shown.text
    assert "https://example.com/" in shown.links
    assert "tel:1900558826" in shown.links
    assert "Dòng cuối" in shown.text
    assert "/en/dich-vu/?level=commune" in read(visitor.get(f"/en{service.get_url()}")).links


def test_announcements_show_while_they_matter(service, portal, visitor):
    now = timezone.now()
    for text, start, end in (
        ("Đang diễn ra", -1, 1),
        ("Đã qua", -2, -1),
        ("Chưa tới", 1, 2),
        (HOSTILE, None, None),
    ):
        Announcement.objects.create(
            settings=portal,
            text=text,
            link="/tin-tuc/",
            starts_at=now + timedelta(days=start) if start else None,
            ends_at=now + timedelta(days=end) if end else None,
        )
    shown = read(visitor.get(service.get_url()))
    assert "Đang diễn ra" in shown.text
    assert "Đã qua" not in shown.text
    assert "Chưa tới" not in shown.text
    assert "<script>alert(1)</script>" in shown.text


def test_the_head_names_the_page_for_machines(service, visitor, settings):
    shown = read(visitor.get(f"{service.get_url()}?th=1&utm_source=x"))
    head = {
        (values.get("rel"), values.get("hreflang")): values["href"]
        for tag, values in shown.tags
        if tag == "link"
    }
    assert head["canonical", None] == f"{settings.PUBLIC_URL}{service.get_url()}"
    assert head["alternate", "en"] == f"{settings.PUBLIC_URL}/en{service.get_url()}"
    assert head["alternate", "vi"] == head["canonical", None]
    og = {
        values["property"]: values["content"]
        for tag, values in shown.tags
        if tag == "meta" and "property" in values
    }
    assert og["og:title"] == service.title
    assert og["og:url"] == head["canonical", None]


def test_nothing_is_fetched_from_strangers(service, visitor, settings):
    shown = read(visitor.get(service.get_url()))
    fetched = [
        values.get("src") or (values.get("href") if tag in ("link", "use") else None)
        for tag, values in shown.tags
        if tag in ("img", "script", "link", "use", "iframe", "source")
    ]
    for address in filter(None, fetched):
        assert address.startswith(("/", settings.PUBLIC_URL))


def test_the_language_switch_keeps_page_and_question(service, visitor):
    assert f"/en{service.get_url()}?th=1" in read(visitor.get(f"{service.get_url()}?th=1")).links
    assert f"{service.get_url()}?th=1" in read(visitor.get(f"/en{service.get_url()}?th=1")).links


def test_visitors_sessions_are_never_touched(service, visitor):
    response = visitor.get(service.get_url())
    assert "Cookie" not in response.get("Vary", "")


def test_editors_see_their_bar(service, admin_client):
    assert b"wagtail-userbar" in admin_client.get(service.get_url()).content
