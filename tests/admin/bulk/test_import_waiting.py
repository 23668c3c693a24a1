"""A file handed in for services of which an approved version waits for its day."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from services_catalogue.exchange.exporting import record_for
from services_catalogue.exchange.importing import import_records
from services_catalogue.models import Fee, ServicePage
from services_catalogue.versions.coming import coming, scheduled
from tests.services_catalogue.versions.editing import fee, revise

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2027, 1, 1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-11-24 10:00:00+07:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def waiting(services, clock, people):
    """The fee becomes 60.000 đ at New Year, as its editor has it approved."""
    revision = revise(services[0], amount=60_000, applies_from=NEW_YEAR, cause="60/2014/QH13")
    assert [one.in_force_from for one in coming(services[0].code)] == [NEW_YEAR]
    return revision


def shown(page) -> tuple[str, int | None]:
    """What visitors see: the summary and the fee."""
    page = ServicePage.objects.get(pk=page.pk)
    return page.summary, Fee.objects.get(time_limit__channel__page=page).amount


def drafted(page) -> tuple[str, int | None]:
    draft = ServicePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return draft.summary, draft.channels.all()[0].time_limits.all()[0].fees.all()[0].amount


def do(browser, run, address, **data):
    browser.post(address(run), {"act": "apply", "shown": [], "row": [], **data})
    return run.rows.get()


def test_the_change_starts_from_what_is_in_force_and_the_waiting_one_stays(
    services, waiting, line, editor, hand_in, address, clock
):
    page = services[0]
    run = hand_in(editor, [line(page, summary="Mới.")])
    row = run.rows.get()
    assert (run.changed, list(row.after)) == (1, ["summary"])
    assert "Bản chờ ngày 1/1/2027 vẫn giữ" in editor.get(address(run)).content.decode()
    row = do(editor, run, address)
    assert row.state == "done"
    assert drafted(page) == ("Mới.", 115_000)
    assert shown(page) == ("", 115_000)
    page = ServicePage.objects.get(pk=page.pk)
    page.current_workflow_task_state.approve(user=None)
    assert shown(page) == ("Mới.", 115_000)
    assert [one.in_force_from for one in coming(page.code)] == [NEW_YEAR]
    clock.move_to("2027-01-01 00:01:00+07:00")
    call_command("publish_scheduled")
    assert shown(page) == ("Mới.", 60_000)


def test_published_at_once_it_brings_nothing_out_early(
    services, waiting, line, moderator, hand_in, address, clock
):
    run = hand_in(moderator, [line(services[0], summary="Mới.")])
    row = do(moderator, run, address, publish="1")
    assert shown(services[0]) == ("Mới.", 115_000)
    assert "1/1/2027" in row.note
    clock.move_to("2027-01-01 00:01:00+07:00")
    call_command("publish_scheduled")
    assert shown(services[0]) == ("Mới.", 60_000)


def test_a_field_that_both_write_is_told_and_the_waiting_one_keeps_its_own(
    services, waiting, line, moderator, hand_in, address, clock
):
    page = ServicePage.objects.get(pk=services[0].pk)
    fee(page, 90_000)
    channels = record_for(page).model_dump(mode="json")["channels"]
    run = hand_in(moderator, [line(services[0], channels=channels)])
    row = do(moderator, run, address, publish="1")
    assert "đã viết khác ở: cách nộp, thời hạn và lệ phí" in row.note
    assert shown(services[0])[1] == 90_000
    clock.move_to("2027-01-01 00:01:00+07:00")
    call_command("publish_scheduled")
    assert shown(services[0])[1] == 60_000


def test_nothing_is_put_on_a_draft_that_goes_on_from_the_waiting_one(
    services, waiting, line, editor, hand_in, address
):
    draft = waiting.as_object()
    draft.summary = "Viết tiếp."
    draft.save_revision()
    run = hand_in(editor, [line(services[0], summary="Mới.")])
    row = run.rows.get()
    assert (run.changed, run.rejected) == (0, 1)
    assert "1/1/2027" in row.note
    assert "bản nháp" in row.note
    assert scheduled(services[0]).get().pk == waiting.pk


def test_such_a_draft_made_after_the_comparison_is_a_conflict(
    services, waiting, line, editor, hand_in, address
):
    run = hand_in(editor, [line(services[0], summary="Mới.")])
    draft = waiting.as_object()
    draft.summary = "Viết tiếp."
    draft.save_revision()
    assert do(editor, run, address).state == "conflict"
    assert drafted(services[0]) == ("Viết tiếp.", 60_000)


def test_what_is_written_out_can_be_read_in_again_without_a_change(
    services, waiting, editor, hand_in
):
    """An export of the waiting version, read in, would bring the coming fee out today."""
    answer = editor.get(reverse("bulk_export", args=["jsonl"]))
    content = b"".join(answer.streaming_content)
    run = hand_in(editor, content)
    assert (run.changed, run.unchanged) == (0, len(services))


def test_the_command_publishes_twice_and_nothing_early(services, waiting):
    record = record_for(ServicePage.objects.get(pk=services[0].pk))
    record = record.model_copy(update={"summary": "Mới."})
    assert import_records([record], publish=True).changed == 1
    assert shown(services[0]) == ("Mới.", 115_000)
    assert import_records([record], publish=True).unchanged == 1
    assert shown(services[0]) == ("Mới.", 115_000)
    assert [one.in_force_from for one in coming(services[0].code)] == [NEW_YEAR]
