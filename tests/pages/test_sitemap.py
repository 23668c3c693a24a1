"""What search engines and other programs ask for."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.core.cache import caches
from django.utils import timezone

from core.models import PortalSettings
from home import sitemaps
from services_catalogue.models import Agency
from tests.factories import make_service
from tests.pages.catalogue import make_event, make_service_of, make_tree
from tests.pages.prose import make_guidance, make_news

pytestmark = pytest.mark.django_db

NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(answer, tag):
    assert answer.status_code == 200
    root = ElementTree.fromstring(answer.content)
    return [one.findtext(f"{NS}loc") for one in root.findall(f"{NS}{tag}")]


def path_of(address):
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc) == ("http", "localhost:8000"), "the public host, always"
    return parts.path + (f"?{parts.query}" if parts.query else "")


def all_paths(visitor):
    parts = [path_of(one) for one in locations(visitor.get("/sitemap.xml"), "sitemap")]
    return [path_of(one) for part in parts for one in locations(visitor.get(part), "url")]


def test_every_public_page_is_listed_once_and_answers(site_tree, visitor):
    tree = make_tree()
    service = make_service_of(tree["so-tu-phap"], event=make_event("Có con nhỏ", "co-con-nho"))
    make_event("Không dịch vụ", "khong-dich-vu")
    draft = make_service(publish=False)
    news, guidance = make_news(), make_guidance()
    Agency.objects.filter(slug="xa-ba-che").update(is_active=False)
    paths = all_paths(visitor)
    assert len(paths) == len(set(paths))
    for path in (
        "/",
        "/dich-vu/",
        "/tin-tuc/",
        "/huong-dan/",
        "/linh-vuc/",
        "/su-kien/",
        "/co-quan/",
    ):
        assert path in paths
    for path in (service.get_url(), news.get_url(), guidance.get_url()):
        assert path in paths
    assert "/linh-vuc/ho-tich/" in paths and "/su-kien/co-con-nho/" in paths
    assert "/co-quan/so-tu-phap/" in paths
    for path in (draft.get_url(), "/su-kien/khong-dich-vu/", "/co-quan/xa-ba-che/"):
        assert path not in paths
    assert {visitor.get(path).status_code for path in paths} == {200}


def test_days_of_change_are_told(site_tree, visitor):
    service = make_service()
    xml = visitor.get("/sitemap-trang.xml").content.decode()
    day = timezone.localdate(service.last_published_at).isoformat()
    entry = re.search(rf"<loc>[^<]*{re.escape(service.get_url())}</loc>\s*<lastmod>([^<]+)", xml)
    assert entry and entry[1].startswith(day)


def test_a_large_part_is_split(site_tree, visitor, monkeypatch):
    monkeypatch.setattr(sitemaps.Addresses, "limit", 3)
    make_tree()
    parts = locations(visitor.get("/sitemap.xml"), "sitemap")
    assert "http://localhost:8000/sitemap-co-quan.xml?p=3" in parts
    caches["pages"].clear()
    paths = all_paths(visitor)
    assert len(paths) == len(set(paths)) and "/co-quan/cong-an-tinh/" in paths
    assert visitor.get("/sitemap-co-quan.xml?p=99").status_code == 404
    assert visitor.get("/sitemap-khong-co.xml").status_code == 404


def test_few_queries(site_tree, visitor, django_assert_max_num_queries):
    make_tree()
    for _ in range(5):
        make_service()
    for path in (
        "/sitemap.xml",
        "/sitemap-trang.xml",
        "/sitemap-co-quan.xml",
        "/sitemap-chu-de.xml",
    ):
        with django_assert_max_num_queries(10):
            assert visitor.get(path).status_code == 200


def test_robots_lead_to_the_sitemap_and_away_from_endless_addresses(site_tree, visitor):
    text = visitor.get("/robots.txt").content.decode()
    assert "Sitemap: http://localhost:8000/sitemap.xml" in text
    assert "Disallow: /tim-kiem/" in text
    assert "Disallow: /\n" not in text


def test_the_contact_for_security_is_the_portals_own(site_tree, visitor):
    assert visitor.get("/.well-known/security.txt").status_code == 404
    PortalSettings.objects.update(support_email="an-toan@quangninh.example")
    text = visitor.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:an-toan@quangninh.example" in text
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT00:00:00Z$", text, re.MULTILINE)


def test_browsers_learn_how_to_search(site_tree, visitor):
    answer = visitor.get("/opensearch.xml")
    root = ElementTree.fromstring(answer.content)
    name = root.find("{http://a9.com/-/spec/opensearch/1.1/}ShortName").text
    assert name == "Cổng dịch vụ", "16 characters at the most, whole words"
    url = root.find("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert url.get("template") == "http://localhost:8000/tim-kiem/?q={searchTerms}"
    assert 'href="/opensearch.xml"' in visitor.get("/tin-tuc/").content.decode()
