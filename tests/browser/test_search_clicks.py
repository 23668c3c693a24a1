"""A click on a result is told to the portal by a real browser, under the portal's own policy."""

from __future__ import annotations

import pytest

from search.engines import get_engine
from search.models import SearchDay
from search.query_log.counting import counter
from services_catalogue.documents import document_for
from services_catalogue.models import ServicePage
from tests.factories import make_service

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def services(site_tree):
    counter._waiting.clear()
    for name in ("Đăng ký khai sinh", "Đăng ký lại khai sinh"):
        make_service(short_name=name)
    get_engine().rebuild(document_for(one) for one in ServicePage.objects.all())
    yield
    counter._waiting.clear()


def test_the_chosen_result_is_counted_and_nothing_is_left_in_the_browser(
    services, live_server, new_context
):
    context = new_context(user_agent="Mozilla/5.0 (X11; Linux x86_64) Chrome/140 Safari/537.36")
    page = context.new_page()
    page.goto(f"{live_server.url}/tim-kiem/?q=Khai%20sinh")
    second = page.locator(".result").nth(1)
    code = second.get_attribute("data-code")
    link = second.locator("h3 a")
    assert "?" not in link.get_attribute("href")
    with page.expect_response("**/tim-kiem/da-chon") as told:
        link.click()
    assert told.value.status == 204
    assert context.cookies() == []
    counter.flush()
    row = SearchDay.objects.get(text="khai sinh", code=code)
    assert (row.clicks, row.best_position) == (1, 2)
    assert SearchDay.objects.get(text="khai sinh", code="").searches == 1
