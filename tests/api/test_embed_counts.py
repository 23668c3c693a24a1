"""Counts of embeds: the site and the service, by day, and nothing more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.utils import timezone

from api.embed_report import EmbedReportView
from api.embeds import counting
from api.embeds.counting import COUNTER
from api.models import EmbedCount
from services_catalogue.models.memberships import UnitMembership, UnitRole
from tests.factories import make_agency, make_service

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_waits():
    COUNTER._waiting.clear()


def counted() -> list[tuple[str, str, int]]:
    COUNTER.write()
    return sorted(EmbedCount.objects.values_list("origin", "code", "views"))


def test_component_and_frame_count_by_origin_cached_or_not(site_tree):
    make_service(code="1.000100")
    for _time in range(2):
        Client().get("/nhung/1.000100.json", headers={"Origin": "https://xa.example"})
    Client().get("/nhung/1.000100", headers={"Referer": "https://bao.example:8443/tin?nguoi=An"})
    assert counted() == [
        ("https://bao.example:8443", "1.000100", 1),
        ("https://xa.example", "1.000100", 2),
    ]


@pytest.mark.parametrize(
    "told", ["", "null", "javascript:1", "http://localhost:8000/nhung/", "http://[", "http://a:b/"]
)
def test_ourselves_and_nonsense_count_nothing(site_tree, told):
    make_service(code="1.000100")
    Client().get("/nhung/1.000100.json", headers={"Referer": told})
    Client().get("/nhung/9.999999.json", headers={"Origin": "https://xa.example"})
    assert counted() == []


def test_made_up_origins_do_not_fill_the_database(site_tree, monkeypatch):
    monkeypatch.setattr(counting, "MOST_ORIGINS", 3)
    for number in range(10):
        COUNTER.count(f"https://{number}.example", "1.000100")
    assert len(counted()) == 4
    assert EmbedCount.objects.get(origin=counting.OTHERS).views == 7


def test_editors_see_the_report(site_tree):
    COUNTER.count("https://xa.example", "1.000100")
    COUNTER.write()
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("a", "a@example.vn", "x"))
    assert "https://xa.example" in client.get("/quan-tri/bao-cao/nhung/").content.decode()


def test_what_was_shown_in_the_last_thirty_days_and_what_is_forgotten(site_tree, settings):
    settings.EMBED_COUNT_DAYS = 60
    today = timezone.localdate()
    for days, origin, views in (
        (0, "https://xa.example", 2),
        (29, "https://xa.example", 3),
        (1, "https://bao.example", 9),
        (30, "https://cu.example", 50),
        (61, "https://xa.example", 70),
    ):
        day = today - timedelta(days=days)
        EmbedCount.objects.create(day=day, origin=origin, code="1.000100", views=views)
    assert counting.sites_showing("1.000100") == [
        ("https://bao.example", 9),
        ("https://xa.example", 5),
    ]
    call_command("prune_api", verbosity=0)
    assert EmbedCount.objects.count() == 4


def test_a_unit_sees_where_its_own_services_are_embedded(site_tree):
    own, other = make_agency("Phường A", "phuong-a"), make_agency("Phường B", "phuong-b")
    for agency, code in ((own, "1.000100"), (other, "1.000200")):
        make_service(code=code, managed_by=agency)
        EmbedCount.objects.create(
            day=timezone.localdate(), origin="https://xa.example", code=code, views=1
        )
    user = get_user_model().objects.create_user("canbo", "c@xa.example", "x")
    UnitMembership.objects.create(user=user, agency=own, role=UnitRole.EDITOR)
    request = RequestFactory().get("/")
    request.user = user
    view = EmbedReportView()
    view.setup(request)
    assert [one.code for one in view.get_base_queryset()] == ["1.000100"]
