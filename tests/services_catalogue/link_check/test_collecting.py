"""Which pages lead where, read from what the public sees."""

from __future__ import annotations

import pytest

from services_catalogue.link_check.collecting import collect
from services_catalogue.models import (
    LegalBasis,
    LinkUse,
    RequiredDocument,
    ServicePage,
    SubmissionTarget,
)
from tests.factories import make_agency, make_service
from tests.services_catalogue.link_check.linking import service_with, states

pytestmark = pytest.mark.django_db


def test_every_place_is_found_with_its_field(site_tree):
    unit = make_agency(website="https://stp.vidu.vn/")
    page = make_service(publish=False, source_url="https://nguon.vidu.vn/1", managed_by=unit)
    page.legal_bases = [
        LegalBasis(number="1/2020"),
        LegalBasis(number="2/2020", url=" https://luat.vidu.vn/a?x=1&y=2#d3 "),
    ]
    page.targets = [SubmissionTarget(kind="deep_link", url="https://dichvucong.gov.vn/nop")]
    case = page.cases.all()[0]
    case.documents = [
        RequiredDocument(name="Giấy"),
        RequiredDocument(name="Tờ khai", form_url="https://mau.vidu.vn/to-khai.docx"),
    ]
    page.cases = [case]
    link = '<p><a href="https://vidu.vn/b?x=1&amp;y=2">xem</a> <a href="/noi-bo">đây</a></p>'
    page.guidance = page._meta.get_field("guidance").to_python(
        [{"type": "paragraph", "value": link, "id": "a"}]
    )
    page.save_revision().publish()
    collect()
    found = {
        (url, anchor, unit_id)
        for url, anchor, unit_id in LinkUse.objects.values_list("link__url", "anchor", "managed_by")
    }
    assert found == {
        ("https://stp.vidu.vn/", "", unit.pk),
        ("https://nguon.vidu.vn/1", "source_url", unit.pk),
        ("https://luat.vidu.vn/a?x=1&y=2", "legal_bases-1-url", unit.pk),
        ("https://dichvucong.gov.vn/nop", "targets-0-url", unit.pk),
        ("https://mau.vidu.vn/to-khai.docx", "cases-0-documents-1-form_url", unit.pk),
        ("https://vidu.vn/b?x=1&y=2", "guidance", unit.pk),
    }


def test_news_are_read_too_and_drafts_are_not(site_tree):
    from news.models import NewsIndexPage, NewsPage

    page = NewsPage(title="Bảo trì", slug="bao-tri")
    page.body = page._meta.get_field("body").to_python(
        [{"type": "paragraph", "value": '<a href="https://tin.vidu.vn/">tin</a>', "id": "a"}]
    )
    NewsIndexPage.objects.get().add_child(instance=page)
    draft = service_with("https://nhap.vidu.vn/")
    ServicePage.objects.get(pk=draft.pk).unpublish()
    collect()
    assert set(states()) == {"https://tin.vidu.vn/"}
    assert LinkUse.objects.get().page_id == page.pk


def test_our_own_pages_are_not_asked(site_tree, settings):
    settings.PUBLIC_URL = "https://dvc.vidu.vn"
    service_with("https://dvc.vidu.vn/tai-lieu/1")
    collect()
    assert states() == {}


def test_what_nothing_leads_to_any_more_is_forgotten(site_tree):
    page = service_with("https://cu.vidu.vn/")
    collect()
    page.legal_bases = [LegalBasis(number="1/2020", url="https://moi.vidu.vn/")]
    page.save_revision().publish()
    collect()
    assert set(states()) == {"https://moi.vidu.vn/"}


def test_a_published_change_is_read_at_once(site_tree, django_capture_on_commit_callbacks):
    page = service_with("https://cu.vidu.vn/")
    collect()
    page.legal_bases = [LegalBasis(number="1/2020", url="https://moi.vidu.vn/")]
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert LinkUse.objects.get().link.url == "https://moi.vidu.vn/"


def test_collecting_again_writes_nothing(site_tree):
    service_with("https://luat.vidu.vn/1")
    collect()
    before = set(LinkUse.objects.values_list("pk", flat=True))
    collect()
    assert set(LinkUse.objects.values_list("pk", flat=True)) == before
