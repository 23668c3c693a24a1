"""Nothing is taken down, moved or deleted before its links were shown and a successor asked for."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from api.models import EmbedCount
from home.models import GuidancePage, Subscription
from services_catalogue.models import RelatedService, ServicePage
from submissions.models import FormDefinition, FormUse
from tests.factories import make_service
from tests.pages.prose import make_guidance


@pytest.fixture
def service(site_tree) -> ServicePage:
    """A live service."""
    return make_service(code="1.001193", short_name="Đăng ký khai sinh")


def address(name: str, page: ServicePage) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk])


def warning(page: ServicePage, action: str) -> str:
    return reverse("links_before", args=[page.pk, action])


def shown(browser, page: ServicePage, action: str = "unpublish") -> dict[str, str]:
    """Heading of each kind of link → the text below it."""
    answer = browser.get(warning(page, action))
    assert answer.status_code == 200
    html = BeautifulSoup(answer.content, "html.parser")
    return {
        one.h2.get_text(strip=True).rsplit(" (", 1)[0]: one.get_text(" ", strip=True)
        for one in html.select("section[aria-labelledby^=links-]")
    }


def test_every_kind_of_link_is_told_with_its_number(service, moderator):
    other = make_service(short_name="Cấp lại khai sinh", superseded_by=service)
    third = make_service(short_name="Nhận cha mẹ con")
    third.related_services = [RelatedService(code=service.code)]
    third.save_revision().publish()
    make_guidance()
    page = GuidancePage.objects.first()
    link = f'<p><a linktype="page" id="{service.pk}">khai sinh</a></p>'
    text = [{"type": "paragraph", "value": link + f"<p>{service.permalink}</p>"}]
    page.body = json.dumps(text)
    page.save_revision().publish()
    SearchPromotion.objects.create(query=Query.get("giấy khai sinh"), page=service)
    Redirect.objects.create(old_path="/ks", redirect_page=service)
    today = timezone.localdate()
    for day, views in ((today, 3), (today - timedelta(days=29), 4), (date(2020, 1, 1), 9)):
        EmbedCount.objects.create(
            day=day, origin="https://xa.example.vn", code=service.code, views=views
        )
    definition = FormDefinition.objects.create(name="Tờ khai khai sinh")
    FormUse.objects.create(definition=definition, service=service)
    Subscription.objects.create(
        code=service.code, email="an@example.vn", address="x", confirmed_at=timezone.now()
    )
    found = shown(moderator, service)
    assert page.title in found["Trang dẫn đến đây"]
    assert page.title in found["Bài viết có địa chỉ lâu dài của dịch vụ này"]
    assert other.title in found["Dịch vụ được thay bằng trang này"]
    assert third.title in found["Dịch vụ có thủ tục liên quan này"]
    assert "giấy khai sinh" in found["Kết quả ghim khi tìm kiếm"]
    assert "/ks" in found["Địa chỉ cũ chuyển đến đây"]
    assert (
        "https://xa.example.vn – 7 lượt xem"
        in (found["Trang khác nhúng dịch vụ này trong 30 ngày qua"])
    )
    assert "Tờ khai khai sinh" in found["Biểu mẫu điện tử của dịch vụ này"]
    assert found["Người theo dõi qua thư"].endswith("(1)")
    assert "an@example.vn" not in str(found)


def test_unpublishing_stops_once_asks_for_a_successor_and_goes_on(service, moderator, visitor):
    heir = make_service(short_name="Khai sinh mới")
    stopped = moderator.post(address("unpublish", service))
    assert stopped["Location"] == warning(service, "unpublish")
    assert ServicePage.objects.get(pk=service.pk).live
    moderator.post(warning(service, "unpublish"), {"successor": heir.pk})
    moderator.post(address("unpublish", service), {"links_seen": "1"})
    page = ServicePage.objects.get(pk=service.pk)
    assert (page.live, page.superseded_by_id) == (False, heir.pk)
    led = visitor.get(f"/dv/{service.code}")["Location"]
    assert led == f"{heir.get_url()}?thay-cho={service.code}"


def test_deleting_shows_the_links_and_offers_to_unpublish_instead(service, moderator, visitor):
    stopped = moderator.get(address("delete", service))
    assert stopped["Location"] == warning(service, "delete")
    html = moderator.get(stopped["Location"]).content.decode()
    assert warning(service, "unpublish") in html
    assert moderator.get(address("delete", service) + "?links_seen=1").status_code == 200
    moderator.post(address("delete", service))
    assert not ServicePage.objects.filter(pk=service.pk).exists()
    assert visitor.get(f"/dv/{service.code}").status_code == 410


def test_a_service_does_not_replace_itself_nor_a_draft(service, moderator):
    draft = make_service(publish=False)
    for wrong in (service, draft):
        answer = moderator.post(warning(service, "delete"), {"successor": wrong.pk})
        assert answer.status_code == 200
    assert ServicePage.objects.get(pk=service.pk).superseded_by_id is None


def test_who_may_not_do_it_is_not_shown_the_way(service, editor, visitor):
    assert editor.get(warning(service, "unpublish")).status_code == 302
    assert visitor.get(warning(service, "delete")).status_code == 302
    editor.post(warning(service, "unpublish"), {"successor": make_service().pk})
    assert ServicePage.objects.get(pk=service.pk).superseded_by_id is None


def test_what_was_public_is_not_deleted_in_one_go(service, moderator):
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    moderator.post(f"{bulk}?id={service.pk}", {"next": "/"})
    assert ServicePage.objects.filter(pk=service.pk).exists()


def test_a_draft_that_nobody_knows_is_deleted_without_questions(site_tree, moderator):
    draft = make_service(publish=False)
    assert moderator.get(address("delete", draft)).status_code == 200
