"""Links of menus, the footer and announcements: found, told to those who may mend them, to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from core.site_settings import Announcement, PortalSettings
from services_catalogue.link_check import reasons
from services_catalogue.link_check.collecting import collect
from services_catalogue.models import LegalBasis, LinkState, LinkStatus, LinkUse
from submissions.models import FormDefinition
from tests.admin.link_check.test_report import REPORT, person, text_of
from tests.factories import make_agency, make_service

FOOTER, MENU, LINE = ("https://chan-trang.vn/x", "https://menu.vn/y", "https://thong-bao.vn/z")
HOME = "/quan-tri/"


def break_all() -> None:
    LinkStatus.objects.update(
        state=LinkState.BROKEN, status=404, reason=reasons.GONE, broken_since=timezone.now()
    )


def broken_on_desk(browser: Client) -> list[str]:
    html = BeautifulSoup(browser.get(HOME).content, "html.parser")
    return [
        one.a["href"]
        for kind in html.select(".desk-kind")
        if kind.h3["id"] == "desk-broken_links"
        for one in kind.select(".desk-matter")
    ]


@pytest.fixture
def settings_of_site(site_tree) -> PortalSettings:
    """A footer, a menu and two announcements, one of them over."""
    kept = PortalSettings.for_site(Site.objects.get())
    link = {"text": "Liên kết", "page": None, "url": FOOTER}
    kept.footer_columns = [("column", {"heading": "Cột", "links": [link]})]
    kept.header_links = [("link", {"text": "Menu", "page": None, "url": MENU})]
    over = timezone.now() - timedelta(days=1)
    kept.announcements = [
        Announcement(text="Bảo trì", link=LINE),
        Announcement(text="Đã qua", link="https://da-qua.vn/", ends_at=over),
    ]
    kept.save()
    return kept


def test_they_are_collected_once_with_the_place_where_they_are_mended(settings_of_site):
    collect()
    collect()
    found = dict(LinkUse.objects.values_list("link__url", "title"))
    assert found == {
        FOOTER: "Thiết lập của cổng: các cột chân trang",
        MENU: "Thiết lập của cổng: menu chính",
        LINE: "Thiết lập của cổng: liên kết",
    }


def test_who_may_change_settings_is_told_and_no_unit(settings_of_site, people):
    collect()
    break_all()
    edit = reverse("wagtailsettings:edit", args=["core", "portalsettings", settings_of_site.pk])
    assert broken_on_desk(people["quantri"]) == [edit] * 3
    commune = person("a", make_agency("UBND xã A", "xa-a"), "moderator")
    for browser in (people["bientap"], commune):
        assert broken_on_desk(browser) == []
        assert FOOTER not in text_of(browser.get(REPORT))
        link = reverse("link_status", args=[LinkStatus.objects.get(url=FOOTER).pk])
        assert browser.get(link).status_code == 404
    assert "các cột chân trang" in text_of(people["quantri"].get(REPORT, {"source": "settings"}))


def test_somebody_of_the_web_team_without_a_unit_is_told_as_well(settings_of_site):
    user = get_user_model().objects.create_user("ban-web")
    codenames = ["access_admin", "change_portalsettings"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    collect()
    break_all()
    assert FOOTER in text_of(browser.get(REPORT))
    assert len(broken_on_desk(browser)) == 3


def test_a_link_that_the_footer_shares_is_not_silenced_by_a_commune(settings_of_site, people):
    unit = make_agency("UBND xã A", "xa-a")
    page = make_service(publish=False, managed_by=unit)
    page.legal_bases = [LegalBasis(number="1/2020", url=FOOTER)]
    page.save_revision().publish()
    collect()
    break_all()
    browser = person("a", unit, "moderator")
    link = reverse("link_status", args=[LinkStatus.objects.get(url=FOOTER).pk])
    text = text_of(browser.get(link))
    assert "chân trang" not in text
    day = timezone.localdate() + timedelta(days=9)
    wish = {"act": "ignore", "until": day.isoformat(), "reason": "x"}
    assert browser.post(link, wish).status_code == 302
    assert LinkStatus.objects.get(url=FOOTER).ignored_until is None
    people["quantri"].post(link, wish)
    assert LinkStatus.objects.get(url=FOOTER).ignored_until == day


def test_what_is_mended_leaves_the_desk_at_once(
    settings_of_site, people, django_capture_on_commit_callbacks
):
    collect()
    break_all()
    with django_capture_on_commit_callbacks(execute=True):
        settings_of_site.footer_columns = []
        settings_of_site.header_links = []
        settings_of_site.announcements = []
        settings_of_site.save()
    assert broken_on_desk(people["quantri"]) == []


def test_snippets_that_are_shown_are_read_and_drafts_are_not(site_tree, people):
    section = {"title": "Phần", "text": "https://bieu-mau.vn/", "questions": []}
    body = [{"type": "section", "value": section, "id": "a"}]
    stream = FormDefinition._meta.get_field("body")
    for name, live in (("Tờ khai", True), ("Bản nháp", False)):
        FormDefinition.objects.create(name=name, body=stream.to_python(body), live=live)
    collect()
    assert LinkUse.objects.get().title == "Tờ khai: nội dung"
    break_all()
    form = FormDefinition.objects.get(live=True)
    assert broken_on_desk(people["quantri"]) == [
        reverse(FormDefinition.snippet_viewset.get_url_name("edit"), args=[form.pk])
    ]
