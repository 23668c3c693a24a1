"""Collecting, looking, judging over days, and forgetting."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from services_catalogue.link_check import reasons
from services_catalogue.link_check.collecting import collect
from services_catalogue.link_check.fetching import Outcome
from services_catalogue.link_check.running import run
from services_catalogue.models import (
    LegalBasis,
    LinkCheck,
    LinkState,
    LinkStatus,
    ServiceCheck,
)
from tests.factories import make_service
from tests.services_catalogue.link_check.linking import service_with, states

pytestmark = pytest.mark.django_db


def test_a_page_that_is_gone_is_broken_the_second_time(web, site_tree, time_machine):
    service_with(web.url("/khong-con"))
    collect()
    assert run(pause=0).checked == 1
    assert states() == {web.url("/khong-con"): LinkState.FAILING}
    assert run(pause=0).checked == 0, "not before its time"
    time_machine.move_to(timezone.now() + timedelta(days=1), tick=False)
    assert run(pause=0).broken == 1
    link = LinkStatus.objects.get()
    assert (link.state, link.status, link.reason) == (LinkState.BROKEN, 404, reasons.GONE)
    assert LinkCheck.objects.count() == 2


def test_a_server_in_trouble_is_broken_after_three_days_and_mended_at_once(
    web, site_tree, time_machine
):
    service_with(web.url("/loi"))
    collect()
    now = timezone.now()
    seen = []
    for day in range(3):
        time_machine.move_to(now + timedelta(days=day), tick=False)
        run(pause=0)
        seen.append(LinkStatus.objects.get().state)
    assert seen == [LinkState.FAILING, LinkState.FAILING, LinkState.BROKEN]
    web.mended.add("/loi")
    time_machine.move_to(now + timedelta(days=3), tick=False)
    run(pause=0)
    link = LinkStatus.objects.get()
    assert (link.state, link.failures, link.broken_since) == (LinkState.FINE, 0, None)


def test_many_looks_on_one_day_are_one_day(web, site_tree):
    service_with(web.url("/loi"))
    collect()
    for _ in range(4):
        LinkStatus.objects.update(due_at=timezone.now())
        run(pause=0)
    assert LinkStatus.objects.get().state == LinkState.FAILING


def test_one_host_is_asked_one_after_the_other(web, site_tree):
    page = make_service(publish=False)
    page.legal_bases = [LegalBasis(number=f"{n}/2020", url=web.url(f"/tot/{n}")) for n in range(5)]
    page.save_revision().publish()
    collect()
    assert run(pause=0).fine == 5
    assert web.most_side_by_side == 1


def test_a_host_that_does_not_answer_rests(web, site_tree):
    page = make_service(publish=False)
    page.legal_bases = [LegalBasis(number=f"{n}/2020", url=web.url(f"/loi/{n}")) for n in range(9)]
    page.save_revision().publish()
    collect()
    result = run(pause=0)
    assert (result.checked, result.put_off) == (3, 6)
    assert run(pause=0).checked == 0


def test_a_run_keeps_to_its_budget(site_tree):
    page = make_service(publish=False)
    page.legal_bases = [
        LegalBasis(number=f"{n}/2020", url=f"https://luat.vidu.vn/{n}") for n in range(9)
    ]
    page.save_revision().publish()
    collect()
    asked = []

    def look(url):
        asked.append(url)
        return Outcome(status=200)

    assert run(budget=0, pause=0, look=look).checked == 0
    assert asked == []


def test_looks_of_last_season_are_forgotten(web, site_tree, time_machine):
    service_with(web.url("/tot"))
    collect()
    run(pause=0)
    time_machine.move_to(timezone.now() + timedelta(days=91), tick=False)
    out = StringIO()
    call_command("collect_links", stdout=out)
    assert "old checks forgotten 1" in out.getvalue()
    assert LinkStatus.objects.count() == 1


def test_the_command_tells_what_it_did(web, site_tree):
    service_with(web.url("/tot"))
    collect()
    out = StringIO()
    call_command("check_links", stdout=out, stderr=StringIO())
    assert out.getvalue() == "due 1, checked 1, fine 1, broken 0, put off 0\n"


def test_a_broken_link_is_a_finding_until_the_draft_is_mended(site_tree):
    page = service_with("https://luat.vidu.vn/cu")
    collect()
    LinkStatus.objects.update(state=LinkState.BROKEN)

    def found():
        rows = ServiceCheck.objects.get(page=page).findings
        return [(one["anchor"], one["detail"]) for one in rows if one["rule"] == "broken_link"]

    page.save_revision()
    assert found() == [("legal_bases-0-url", "https://luat.vidu.vn/cu")]
    page.legal_bases = [LegalBasis(number="1/2020", url="https://luat.vidu.vn/moi")]
    page.save_revision()
    assert found() == []


def test_one_odd_address_does_not_stop_the_others(site_tree):
    page = make_service(publish=False)
    page.legal_bases = [
        LegalBasis(number=f"{n}/2020", url=f"https://luat.vidu.vn/{n}") for n in range(3)
    ]
    page.save_revision().publish()
    collect()

    def look(url):
        if url.endswith("/0"):
            raise RuntimeError
        return Outcome(status=200)

    result = run(pause=0, look=look)
    assert (result.checked, result.fine) == (3, 2)
