"""What the admin asks of the database does not grow with the list, nor with the service."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from services_catalogue.models import (
    Case,
    Channel,
    Fee,
    RequiredDocument,
    ServiceAgency,
    ServicePage,
    Step,
    TimeLimit,
)
from tests.admin.workflow.conftest import logged_in, make_person
from tests.factories import make_agency, make_service

LIST = "/quan-tri/dich_vu_cong/"


@pytest.fixture
def moderator(site_tree) -> Client:
    """Decides on services of one unit."""
    return logged_in(make_person("duyet-xa", make_agency("Phường A", "phuong-a"), "moderator"))


def queries(browser: Client, address: str, **asked: str) -> int:
    """How many queries the answer takes once caches are warm."""
    browser.get(address, asked)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address, asked).status_code == 200
    return len(captured)


def in_moderation(number: int) -> None:
    for _number in range(number):
        page = make_service(managed_by=make_agency("Phường A", "phuong-a"))
        page.get_workflow().start(page, None)


def test_a_list_of_services_in_moderation_takes_no_query_a_row(moderator):
    in_moderation(3)
    few = queries(moderator, LIST)
    in_moderation(27)
    assert moderator.get(LIST).content.decode().count("data-listing-page-title") == 30
    assert queries(moderator, LIST) == few


def grown(page: ServicePage) -> ServicePage:
    """The same service with many parts of each kind, in memory."""
    page.steps = [Step(title=f"Bước {n}", body="Nộp.", actor="Bạn") for n in range(6)]
    page.service_agencies = [
        ServiceAgency(role="executing", agency=make_agency(f"Sở {n}", f"so-{n}")) for n in range(5)
    ]
    page.cases = [_case(n) for n in range(4)]
    page.channels = [_channel(kind) for kind in ("online", "in_person", "post")]
    return page


def _case(number: int) -> Case:
    case = Case(name=f"Trường hợp {number}")
    case.documents = [RequiredDocument(name=f"Giấy {n}", originals=1) for n in range(5)]
    return case


def _channel(kind: str) -> Channel:
    channel = Channel(kind=kind)
    limits = [TimeLimit(value=n, unit="working_day") for n in (3, 5, 7)]
    for limit in limits:
        limit.fees = [Fee(kind="levy", amount=amount) for amount in (8000, 15000)]
    channel.time_limits = limits
    return channel


@pytest.mark.parametrize("publish", [True, False], ids=["published", "draft"])
def test_the_form_of_a_large_service_takes_no_more_than_that_of_a_small_one(moderator, publish):
    own: dict[str, Any] = {"managed_by": make_agency("Phường A", "phuong-a")}
    small, large = make_service(**own), make_service(**own)
    for page in (small, large):
        draft = ServicePage.objects.get(pk=page.pk)
        draft.summary = "Một câu khác."
        revision = (grown(draft) if page is large else draft).save_revision()
        if publish:
            revision.publish()
    counts = [
        queries(moderator, reverse("wagtailadmin_pages:edit", args=[page.pk]))
        for page in (small, large)
    ]
    assert counts[0] == counts[1]
