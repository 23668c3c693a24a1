"""Broken links in the admin: who sees which, what the buttons do, the desk."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from services_catalogue.desk.sources import sources
from services_catalogue.link_check import link_view, reasons
from services_catalogue.link_check.collecting import collect
from services_catalogue.link_check.fetching import Outcome
from services_catalogue.models import LegalBasis, LinkState, LinkStatus, UnitMembership
from services_catalogue.units.scope import scope_of
from tests.factories import make_agency, make_service

REPORT = "/quan-tri/bao-cao/lien-ket/"
OURS, THEIRS = "https://luat.vidu.vn/cua-a", "https://luat.vidu.vn/cua-b"


def person(name: str, unit, role: str) -> Client:
    user = get_user_model().objects.create_user(name)
    from django.contrib.auth.models import Permission

    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    UnitMembership.objects.create(user=user, agency=unit, role=role)
    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.fixture
def two_units(site_tree):
    """Services of two communes, each with a broken link of its own, and one that both use."""
    units = [make_agency(f"UBND xã {name}", f"xa-{name.lower()}") for name in "AB"]
    for unit, url in zip(units, (OURS, THEIRS), strict=True):
        page = make_service(publish=False, managed_by=unit, short_name=f"Dịch vụ {unit.slug}")
        page.legal_bases = [
            LegalBasis(number="1/2020", url=url),
            LegalBasis(number="2/2020", url="https://luat.vidu.vn/chung"),
        ]
        page.save_revision().publish()
    collect()
    LinkStatus.objects.update(
        state=LinkState.BROKEN,
        status=404,
        reason=reasons.GONE,
        failing_since=timezone.now() - timedelta(days=4),
        broken_since=timezone.now() - timedelta(days=3),
    )
    return units


def text_of(answer) -> str:
    assert answer.status_code == 200
    return " ".join(BeautifulSoup(answer.content, "html.parser").text.split())


def address(url: str) -> str:
    return reverse("link_status", args=[LinkStatus.objects.get(url=url).pk])


def test_people_of_a_unit_see_the_links_of_their_pages_alone(two_units):
    browser = person("a", two_units[0], "editor")
    text = text_of(browser.get(REPORT))
    assert OURS in text
    assert THEIRS not in text
    assert "Trang không còn (404)" in text
    assert "Dịch vụ xa-a" in text
    assert "Dịch vụ xa-b" not in text
    assert browser.get(address(THEIRS)).status_code == 404
    assert browser.post(address(THEIRS), {"act": "check"}).status_code == 404
    shared = text_of(browser.get(address("https://luat.vidu.vn/chung")))
    assert "Dịch vụ xa-b" not in shared


def test_people_without_a_reach_see_nothing(two_units, site_tree):
    from django.contrib.auth.models import Permission

    user = get_user_model().objects.create_user("nobody")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get(REPORT).status_code == 302
    assert browser.get(address(OURS)).status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_exports_hold_what_the_list_shows(two_units, kind):
    browser = person("a", two_units[0], "editor")
    answer = browser.get(REPORT, {"export": kind})
    content = b"".join(answer.streaming_content)
    if kind == "xlsx":
        rows = list(load_workbook(BytesIO(content)).active.values)
        text = "\n".join(str(row) for row in rows)
        assert len(rows) == 3
    else:
        text = content.decode("utf-8-sig")
    assert OURS in text
    assert "Trang không còn (404)" in text
    assert THEIRS not in text


def test_the_list_is_narrowed_by_state_and_place(two_units, people):
    admin = people["quantri"]
    LinkStatus.objects.filter(url=OURS).update(state=LinkState.FINE, reason="", status=200)
    assert OURS not in text_of(admin.get(REPORT))
    assert OURS in text_of(admin.get(REPORT, {"state": "fine"}))
    assert THEIRS in text_of(admin.get(REPORT, {"source": "legal_bases"}))
    assert THEIRS not in text_of(admin.get(REPORT, {"source": "forms"}))
    assert THEIRS in text_of(admin.get(REPORT, {"q": "cua-b"}))


def test_a_look_at_once_mends_the_state(two_units, monkeypatch):
    browser = person("a", two_units[0], "editor")
    monkeypatch.setattr(link_view, "look_at", lambda url, total: Outcome(status=200))
    answer = browser.post(address(OURS), {"act": "check"}, follow=True)
    assert "Liên kết mở được." in text_of(answer)
    link = LinkStatus.objects.get(url=OURS)
    assert (link.state, link.checks.count()) == (LinkState.FINE, 1)
    again = text_of(browser.post(address(OURS), {"act": "check"}, follow=True))
    assert "Liên kết vừa được kiểm tra." in again
    assert link.checks.count() == 1


def waiting_for(name: str) -> list[tuple[str, str]]:
    user = get_user_model().objects.get(username=name)
    source = next(one for one in sources() if one.key == "broken_links")
    return [(one.title, one.url) for one in source.look(user, scope_of(user), 10).matters]


def test_the_desk_names_each_place_until_it_is_mended(two_units, django_assert_max_num_queries):
    person("a", two_units[0], "editor")
    user = get_user_model().objects.get(username="a")
    scope = scope_of(user)
    source = next(one for one in sources() if one.key == "broken_links")
    user.has_perm("core.change_portalsettings")  # the admin has read the rights long before
    with django_assert_max_num_queries(3):
        waiting = source.look(user, scope, 10)
    assert waiting.total == 2
    edits = {one.url.partition("#")[2] for one in waiting.matters}
    assert edits == {"den=legal_bases-0-url", "den=legal_bases-1-url"}
    LinkStatus.objects.filter(url=OURS).update(state=LinkState.FINE)
    assert len(waiting_for("a")) == 1


def test_a_moderator_leaves_a_link_alone_for_a_time(two_units):
    browser = person("a", two_units[0], "moderator")
    soon = timezone.localdate() + timedelta(days=10)
    wrong = browser.post(
        address(OURS), {"act": "ignore", "until": "2020-01-01", "reason": "Bảo trì"}
    )
    assert "Chọn một ngày sau hôm nay" in text_of(wrong)
    browser.post(address(OURS), {"act": "ignore", "until": str(soon), "reason": "Bảo trì"})
    link = LinkStatus.objects.get(url=OURS)
    assert (link.ignored_until, link.ignored_reason, link.ignored_by.username) == (
        soon,
        "Bảo trì",
        "a",
    )
    assert OURS not in text_of(browser.get(REPORT))
    assert OURS in text_of(browser.get(REPORT, {"ignored": "1"}))
    assert len(waiting_for("a")) == 1
    browser.post(address(OURS), {"act": "heed"})
    assert len(waiting_for("a")) == 2


@pytest.mark.parametrize(
    ("role", "url"), [("editor", OURS), ("moderator", "https://luat.vidu.vn/chung")]
)
def test_nobody_hides_a_fault_from_another_unit(two_units, role, url):
    browser = person("a", two_units[0], role)
    assert "Bỏ qua một thời gian" not in text_of(browser.get(address(url)))
    soon = str(timezone.localdate() + timedelta(days=10))
    browser.post(address(url), {"act": "ignore", "until": soon, "reason": "Ẩn"})
    assert LinkStatus.objects.get(url=url).ignored_until is None


def test_the_list_needs_few_queries_however_long(two_units, people, django_assert_max_num_queries):
    for number in range(60):
        page = make_service(publish=False, managed_by=two_units[0])
        page.legal_bases = [LegalBasis(number="1/2020", url=f"https://luat.vidu.vn/{number}")]
        page.save_revision().publish()
    collect()
    LinkStatus.objects.update(state=LinkState.BROKEN)
    people["quantri"].get(REPORT)
    with django_assert_max_num_queries(60):
        people["quantri"].get(REPORT)
