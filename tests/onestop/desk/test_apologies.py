"""Letters of apology: when, once, and what everybody then sees."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from io import StringIO
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from pypdf import PdfReader

from onestop import moves
from onestop.desk import apologies
from onestop.models import Figure
from onestop.vocabulary import DossierStatus as S
from onestop.working_days import VIETNAM
from tests.onestop import making

#: Received on Monday 12 October with 5 working days: due on Monday 19 October 2026 at 17:00.
DUE = datetime(2026, 10, 19, 17, 0, tzinfo=VIETNAM)
FRIDAY_AT_THREE = datetime(2026, 10, 16, 15, 0, tzinfo=VIETNAM)


def run(at: datetime) -> str:
    out = StringIO()
    with time_machine.travel(at, tick=False):
        call_command("send_apologies", stdout=out)
    return out.getvalue().strip()


@pytest.mark.parametrize(
    ("at", "letters"),
    [
        (FRIDAY_AT_THREE - timedelta(minutes=1), 0),
        (FRIDAY_AT_THREE, 1),
        (datetime(2026, 10, 17, 16, 0, tzinfo=VIETNAM), 0),  # Saturday: Friday's run was the one
        (DUE - timedelta(hours=3), 0),
        (DUE + timedelta(minutes=1), 1),
    ],
)
def test_it_comes_one_working_day_before_or_when_it_is_late(service, at, letters):
    dossier = making.dossier_at(service, S.PROCESSING)
    assert run(at) == f"sent {letters}, no longer needed 0, failed 0"
    assert dossier.letters.filter(form="04").count() == letters


def test_it_is_sent_once_and_moves_the_date(service):
    dossier = making.dossier_at(service, S.PROCESSING)
    run(FRIDAY_AT_THREE)
    assert run(FRIDAY_AT_THREE + timedelta(minutes=10)).startswith("sent 0")
    dossier.refresh_from_db()
    assert dossier.due_at == datetime(2026, 10, 22, 17, 0, tzinfo=VIETNAM)
    # Late again: no second date.
    assert run(datetime(2026, 10, 26, 16, 0, tzinfo=VIETNAM)).startswith("sent 0")
    assert dossier.events.filter(kind="extended").count() == 1


def test_what_is_long_late_gets_a_date_that_is_still_to_come(service):
    dossier = making.dossier_at(service, S.PROCESSING)
    run(datetime(2026, 11, 9, 10, 0, tzinfo=VIETNAM))
    dossier.refresh_from_db()
    assert dossier.due_at == datetime(2026, 11, 12, 17, 0, tzinfo=VIETNAM)


@pytest.mark.parametrize("status", [s for s in S if not s.open_for_officers])
def test_no_apology_while_the_applicant_is_awaited_or_all_is_over(service, status):
    making.dossier_at(service, status)
    assert run(DUE + timedelta(days=30)).startswith("sent 0")


def test_a_term_of_one_day_is_not_apologised_for_on_arrival(agency):
    quick = making.service(agencies=[agency], term_value=1)
    dossier = making.dossier(quick, at=FRIDAY_AT_THREE - timedelta(hours=5))
    assert run(FRIDAY_AT_THREE).startswith("sent 0")
    assert run(dossier.due_at + timedelta(minutes=5)).startswith("sent 1")


def test_officers_and_the_api_see_it(desk, api, api_client, service):
    dossier = making.dossier(service, client=api_client, reference="QN-1")
    run(FRIDAY_AT_THREE)
    page = desk.get(reverse("desk:dossier", args=[dossier.code])).content.decode()
    assert "Xin lỗi và hẹn lại ngày trả" in page
    assert "Hệ thống" in page
    assert "đã hẹn lại một lần" in page
    letter = dossier.letters.get()
    pdf = b"".join(desk.get(letter.get_absolute_url()).streaming_content)
    text = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    assert "17 giờ 00 phút, ngày 19 tháng 10 năm 2026" in text
    assert "17 giờ 00 phút, ngày 22 tháng 10 năm 2026" in text
    answer = api.get(f"/v1/dossiers/{dossier.code}").json()
    assert answer["timeline"][-1]["kind"] == "extended"
    assert "Hẹn trả kết quả mới: 22/10/2026, 17:00" in answer["timeline"][-1]["note"]
    assert datetime.fromisoformat(answer["due_at"]).day == 22
    told = answer["letters"][0]
    assert (told["form"], told["number"]) == ("04", "1/XLGH")
    sent = api.get(urlsplit(told["url"]).path)
    assert (sent["Content-Type"], sent.content) == ("application/pdf", pdf)
    assert api.get(f"/v1/dossiers/{dossier.code}/letters/{told['id'] + 1}").status_code == 404


@pytest.mark.parametrize(("day", "kept"), [(16, "early"), (19, "on_time"), (21, "late")])
def test_an_apology_does_not_make_a_late_result_timely(service, day, kept):
    dossier = making.dossier_at(service, S.PROCESSING)
    run(FRIDAY_AT_THREE)
    moves.finish(dossier=dossier, actor="can-bo", at=datetime(2026, 10, day, 16, 0, tzinfo=VIETNAM))
    figure = Figure.objects.get(group="service", period="Y", resolved=1)
    assert getattr(figure, kept) == 1


def test_one_that_fails_costs_the_others_nothing_and_is_reported(service, monkeypatch):
    bad, good = (making.dossier_at(service, S.PROCESSING) for _ in "12")
    write = apologies.writing.apology

    def fail_once(dossier, **about):
        if dossier.pk == bad.pk:
            raise OSError("disk full")
        return write(dossier, **about)

    monkeypatch.setattr(apologies.writing, "apology", fail_once)
    with pytest.raises(CommandError, match="1 letters"):
        run(FRIDAY_AT_THREE)
    bad.refresh_from_db()
    assert (bad.extended_at, bad.letters.count(), good.letters.count()) == (None, 0, 1)
    monkeypatch.undo()
    assert run(FRIDAY_AT_THREE).startswith("sent 1")


def test_the_clock_runs_it(service, monkeypatch):
    # The test's own transaction would not outlive a new connection.
    clock = "onestop.management.commands.onestop_clock.close_old_connections"
    monkeypatch.setattr(clock, lambda: None)
    dossier = making.dossier_at(service, S.PROCESSING)
    with time_machine.travel(FRIDAY_AT_THREE, tick=False):
        call_command("onestop_clock", "--once")
    assert dossier.letters.count() == 1
