"""Work cut off in the middle and begun again ends as if nothing had happened."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from services_catalogue.bulk import chunks
from services_catalogue.bulk.imports import applying
from services_catalogue.bulk.leases import LeaseLost, claim, renew
from services_catalogue.models import ImportRun, ServicePage

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """The worker ends here, as a signal ends it: no handler of ours runs."""


@pytest.fixture
def small_chunks(monkeypatch):
    """One row a transaction, so that a few rows make several."""
    monkeypatch.setattr(chunks.carry_out, "__kwdefaults__", {"size": 1})


@pytest.fixture
def killed_at_the_third(monkeypatch):
    """The worker is killed while it does its third row."""
    done = []
    change = applying._Applying._change

    def until_killed(self, row, record):
        change(self, row, record)
        done.append(row.code)
        if len(done) == 3:
            raise Killed

    monkeypatch.setattr(applying._Applying, "_change", until_killed)
    return done


def later() -> None:
    """The lease of whoever was at it has run out."""
    ImportRun.objects.update(lease_until=timezone.now() - timedelta(hours=1))


def drafts() -> dict[str, tuple[str, int]]:
    return {
        page.code: (
            page.get_latest_revision_as_object().summary,
            Revision.objects.for_instance(page).count(),
        )
        for page in ServicePage.objects.all()
    }


def test_killed_in_the_middle_and_run_again(
    services, line, editor, hand_in, address, small_chunks, killed_at_the_third
):
    run = hand_in(editor, [line(page, summary=f"Mới {page.code}.") for page in services])
    editor.post(address(run), {"act": "apply"})
    run.refresh_from_db()
    assert (run.state, run.done) == ("applying", 2)
    later()
    assert "Chạy tiếp" in editor.get(address(run)).content.decode()
    call_command("resume_bulk_work")
    run.refresh_from_db()
    assert (run.state, run.done) == ("done", 4)
    assert drafts() == {page.code: (f"Mới {page.code}.", 2) for page in services}
    call_command("resume_bulk_work")
    editor.post(address(run), {"act": "resume"})
    assert drafts() == {page.code: (f"Mới {page.code}.", 2) for page in services}


def test_a_worker_that_lost_its_lease_writes_nothing_more(services, line, editor, hand_in):
    run = hand_in(editor, [line(services[0], summary="Khác.")])
    ImportRun.objects.filter(pk=run.pk).update(state="applying", lease_until=None)
    first = claim(ImportRun, run.pk, ["applying"])
    assert claim(ImportRun, run.pk, ["applying"]) is None
    later()
    assert claim(ImportRun, run.pk, ["applying"]) is not None
    with pytest.raises(LeaseLost):
        renew(first, done=1)


def test_a_run_that_was_stopped_stays_so(
    services, line, editor, hand_in, address, small_chunks, killed_at_the_third
):
    run = hand_in(editor, [line(page, summary=f"Mới {page.code}.") for page in services])
    editor.post(address(run), {"act": "apply"})
    editor.post(address(run), {"act": "cancel"})
    later()
    call_command("resume_bulk_work")
    run.refresh_from_db()
    assert run.state == "cancelled"
    assert sum(number == 2 for _summary, number in drafts().values()) == 2


def test_a_file_half_read_is_read_again(services, line, editor, hand_in):
    run = hand_in(editor, [line(services[0], summary="Khác.")])
    ImportRun.objects.filter(pk=run.pk).update(state="reading", lease_token="dead")
    later()
    call_command("resume_bulk_work")
    run.refresh_from_db()
    assert (run.state, run.rows.count()) == ("ready", 1)


def test_files_and_rows_go_after_their_time(services, line, editor, hand_in, settings):
    run = hand_in(editor, [line(services[0], summary="Khác.")])
    folder = settings.IMPORT_DIR
    assert [one.stat().st_mode & 0o777 for one in folder.iterdir()] == [0o600]
    ImportRun.objects.update(created_at=timezone.now() - timedelta(days=31))
    call_command("resume_bulk_work")
    run.refresh_from_db()
    assert not list(folder.iterdir())
    assert (run.file, run.changed, run.rows.count()) == ("", 1, 0)
    assert editor.get(reverse("bulk_import", args=[run.pk])).status_code == 200
