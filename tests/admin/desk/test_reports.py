"""Reports of the catalogue: what they find, that nobody sees past their units, and what they export."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from core.site_settings import PortalSettings
from services_catalogue.models import LegalBasis, ReviewTask, ServicePage
from tests.factories import make_agency, make_service

REPORTS = "/quan-tri/bao-cao/"
LAW = f"{REPORTS}van-ban/dich-vu/"


@pytest.fixture
def theirs(mine) -> ServicePage:
    """A service of commune B that cites the law in a draft, and another decree in its text."""
    page = make_service(short_name="Của xã B", managed_by=make_agency("UBND xã B", "xa-b"))
    draft = page.get_latest_revision_as_object()
    draft.summary = "Theo Nghị định 23/2015 về chứng thực"
    draft.legal_bases = [LegalBasis(number="123/2015/NĐ-CP", title="Nghị định hộ tịch")]
    draft.save_revision()
    call_command("index_citations")
    return page


def rows(browser, address: str, **query: str) -> list[str]:
    """First cell of each row."""
    html = BeautifulSoup(browser.get(address, query).content, "html.parser")
    found = html.select("table.listing tbody tr")
    return [" ".join(row.find("td").text.split()) for row in found]


def export(browser, address: str, **query: str) -> str:
    answer = browser.get(address, {**query, "export": "csv"})
    return b"".join(answer.streaming_content).decode()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("60/2014/QH13", {"Cấp bản sao trích lục", "Của xã B"}),
        ("luật 60/2014", {"Cấp bản sao trích lục", "Của xã B"}),
        ("nd 23/2015", {"Của xã B"}),
        ("123/2015/nđ-cp", {"Của xã B"}),
        ("3/2015/NĐ-CP", set()),
    ],
)
def test_services_are_found_by_law_however_it_is_written(mine, theirs, browsers, typed, found):
    province = browsers["province"]
    assert set(rows(province, LAW, van_ban=typed)) == found
    assert ("Của xã B" in export(province, LAW, van_ban=typed)) is ("Của xã B" in found)
    assert "Của xã B" not in rows(browsers["editor"], LAW, van_ban=typed)
    assert "Của xã B" not in export(browsers["editor"], LAW, van_ban=typed)


def test_a_list_of_laws_says_how_many_cite_each(mine, theirs, browsers):
    html = browsers["province"].get(f"{REPORTS}van-ban/", {"q": "hộ tịch"}).content.decode()
    assert "60/2014/QH13" in html
    assert rows(browsers["editor"], f"{REPORTS}van-ban/") == ["60/2014/QH13"]


def open_tasks(browser, **values: object):
    due = timezone.localdate() + timedelta(days=10)
    data = {"laws": ["60/2014/QH13"], "note": "Có luật mới", "due_on": due.isoformat(), **values}
    return browser.post("/quan-tri/van-ban-thay-doi/?van_ban=60/2014/QH13", data)


def test_a_changed_law_opens_tasks_once_and_only_in_reach(mine, theirs, browsers):
    assert open_tasks(browsers["editor"]).status_code in (302, 403)
    assert not ReviewTask.objects.exists()
    for _twice in range(2):
        assert open_tasks(browsers["moderator"]).status_code == 302
    task = ReviewTask.objects.get()
    assert (task.service_id, task.opened_by.username) == (mine.pk, "duyet-a")
    open_tasks(browsers["province"])  # editors of the province do not publish, but see all
    assert ReviewTask.objects.filter(service=mine).count() == 1


def test_a_task_is_closed_with_a_reason_by_its_unit_only(mine, theirs, browsers):
    open_tasks(browsers["moderator"])
    task = ReviewTask.objects.get()
    address = f"/quan-tri/viec-xem-lai/{task.pk}/"
    reason = {"reason": "Điều được sửa không nói đến trích lục."}
    for send in (browsers["stranger"].get, browsers["stranger"].post):
        assert send(address, reason).status_code == 404
    assert "Vì sao" in browsers["editor"].post(address, {"reason": ""}).content.decode()
    assert browsers["editor"].post(address, reason).status_code == 302
    task.refresh_from_db()
    assert (task.state, task.closed_by.username) == ("untouched", "bien-tap-a")
    assert mine.title in rows(browsers["editor"], f"{REPORTS}viec-xem-lai/", state="untouched")
    assert not rows(browsers["editor"], f"{REPORTS}viec-xem-lai/")


@pytest.mark.parametrize("place", ["muc-day-du", "han-ra-soat", "thay-doi", "ai-lam-gi"])
def test_each_report_holds_what_is_in_reach(mine, theirs, browsers, place):
    call_command("check_services", verbosity=0)
    address = f"{REPORTS}{place}/"
    for kind in ("csv", "xlsx"):
        assert browsers["province"].get(address, {"export": kind}).status_code == 200
    assert "Của xã B" in browsers["province"].get(address).content.decode()
    assert "Của xã B" in export(browsers["province"], address)
    assert "Của xã B" not in browsers["editor"].get(address).content.decode()
    assert "Của xã B" not in export(browsers["editor"], address)


def test_changes_name_the_parts_and_the_person(mine, browsers, django_user_model):
    draft = mine.get_latest_revision_as_object()
    draft.summary = "Viết lại cho dễ hiểu"
    person = django_user_model.objects.get(username="duyet-a")
    draft.save_revision(user=person, log_action=True).publish(user=person)
    [line] = [one for one in export(browsers["editor"], f"{REPORTS}thay-doi/").splitlines() if "Sửa đổi" in one]  # fmt: skip
    assert "Tóm tắt" in line
    assert "duyet-a" in line
    past = export(
        browsers["editor"], f"{REPORTS}thay-doi/", at_to="2020-01-01", at_from="2019-01-01"
    )
    assert mine.title not in past


def test_who_did_what_holds_settings_and_log_ins(mine, browsers, people):
    admin = people["quantri"]
    settings = PortalSettings.objects.get()
    address = f"/quan-tri/settings/core/portalsettings/{settings.site_id}/"
    form = BeautifulSoup(admin.get(address).content, "html.parser")
    data = {
        one["name"]: one.text if one.name == "textarea" else one.get("value", "")
        for one in form.select("#main form [name], form [name]")
        if one.get("type") not in ("checkbox", "submit") or one.has_attr("checked")
    }
    counts = {f"{name}-count": 0 for name in ("header_links", "footer_columns")}
    admin.post(address, data | counts | {"hotline": "0203 1900"})
    assert ModelLogEntry.objects.filter(
        content_type__model="portalsettings", user__username="quantri"
    ).exists()
    html = admin.get(f"{REPORTS}ai-lam-gi/").content.decode()
    assert "quantri" in html


def test_the_log_outlives_what_it_tells_of(mine, browsers, people, django_user_model):
    person = django_user_model.objects.get(username="duyet-a")
    draft = mine.get_latest_revision_as_object()
    draft.save_revision(user=person, log_action=True)
    before = PageLogEntry.objects.filter(page=mine.pk).count()
    mine.delete()
    person.delete()
    assert PageLogEntry.objects.filter(page=mine.pk).count() >= before
    assert "Cấp bản sao trích lục" in export(people["quantri"], f"{REPORTS}ai-lam-gi/")


@pytest.mark.parametrize(
    "place",
    [
        "muc-day-du",
        "han-ra-soat",
        "van-ban",
        "van-ban/dich-vu",
        "viec-xem-lai",
        "thay-doi",
        "ai-lam-gi",
    ],
)
def test_people_without_a_reach_read_no_report(mine, browsers, django_user_model, place):
    from django.contrib.auth.models import Group

    from accounts.roles import OPERATORS
    from tests.admin.units.people import log_in

    person = django_user_model.objects.create_user("vanhanh")
    person.groups.add(Group.objects.get(name=OPERATORS))
    assert log_in(person).get(f"{REPORTS}{place}/").status_code in (302, 403)
