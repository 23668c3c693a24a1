"""An edit shows at once: the page cache is emptied by whatever visitors can see the change of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from lxml import html

from core.models import Announcement, PortalSettings
from home.models import HomePage
from services_catalogue.models import Agency, Field, ServicePage
from tests.pages import sample_catalogue as sample

pytestmark = pytest.mark.xdist_group("pages")

Committing = Callable[[], Any]
NEW = "Khai sinh cho bé, tên mới để thử"


def text_of(path: str) -> str:
    """What a person reads at ``path``: highlights in lists are markup, not text."""
    answer = Client().get(path, follow=True)
    assert answer.status_code == 200
    return str(html.document_fromstring(answer.content.decode()).text_content())


def service() -> ServicePage:
    return ServicePage.objects.get(code=sample.FULL)


def publish_new_name(committing: Committing) -> ServicePage:
    page = service()
    page.short_name = NEW
    page.full_clean()
    with committing():
        page.save_revision().publish()
    return page


def test_published_edit_shows_on_the_page(committing: Committing) -> None:
    path = service().get_url()
    assert path and NEW not in text_of(path)
    publish_new_name(committing)
    assert NEW in text_of(path)


@pytest.mark.parametrize("path", ["/dich-vu/", "/tim-kiem/?q=khai+sinh", "/linh-vuc/ho-tich/"])
def test_published_edit_shows_in_lists(committing: Committing, path: str) -> None:
    before = service().title
    assert before in text_of(path)
    publish_new_name(committing)
    assert NEW in text_of(path)


def test_draft_does_not_show(committing: Committing) -> None:
    page = service()
    page.short_name = NEW
    page.full_clean()
    with committing():
        page.save_revision()
    assert NEW not in text_of(str(page.get_url()))


def test_unpublished_page_is_gone(committing: Committing) -> None:
    page = service()
    path = str(page.get_url())
    assert path in Client().get("/tim-kiem/?q=khai+sinh").content.decode()
    with committing():
        page.unpublish()
    assert Client().get(path).status_code == 404
    for listing in ("/dich-vu/", "/tim-kiem/?q=khai+sinh", "/linh-vuc/ho-tich/"):
        assert path not in Client().get(listing).content.decode()


def test_renamed_field_shows(committing: Committing) -> None:
    text_of("/linh-vuc/ho-tich/")
    field = Field.objects.get(slug="ho-tich")
    field.name = "Hộ tịch (tên mới)"
    with committing():
        field.save()
    assert field.name in text_of("/linh-vuc/ho-tich/")


def test_new_phone_of_an_agency_shows(committing: Committing) -> None:
    agency = Agency.objects.get(slug="phuong-ha-long")
    path = agency.get_absolute_url()
    text_of(path)
    agency.phone = "0203 5559 999"
    with committing():
        agency.save()
    assert agency.phone in text_of(path)


def test_announcement_shows_on_every_page(committing: Committing) -> None:
    paths = ["/", "/dich-vu/", str(service().get_url())]
    for path in paths:
        text_of(path)
    with committing():
        Announcement.objects.create(
            settings=PortalSettings.objects.get(), text="Mưa bão: tạm ngừng tiếp nhận trực tiếp"
        )
    for path in paths:
        assert "Mưa bão: tạm ngừng tiếp nhận trực tiếp" in text_of(path)


def test_new_question_on_the_front_page_shows(committing: Committing) -> None:
    text_of("/")
    home = HomePage.objects.get()
    home.question = "Hôm nay bạn cần gì?"
    with committing():
        home.save_revision().publish()
    assert "Hôm nay bạn cần gì?" in text_of("/")
