"""A workbook of a long list: the worker writes it, who asked fetches it, for a day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from services_catalogue.bulk import tasks
from services_catalogue.bulk.exports import writing
from services_catalogue.bulk.exports.writing import begin
from services_catalogue.models import ExportRun, ServicePage, UnitMembership
from tests.admin.bulk.test_cut_off import Killed
from tests.admin.bulk.test_import_reach import person
from tests.factories import make_agency

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def long_lists(settings, tmp_path, monkeypatch):
    """More than three services are a long list here."""
    settings.EXPORT_DIR = tmp_path / "exports"
    monkeypatch.setattr("services_catalogue.bulk.exports.views.WORKBOOK_MOST", 3)


def ask(browser, **query) -> ExportRun:
    answer = browser.get(reverse("bulk_export", args=["xlsx"]), query)
    run = ExportRun.objects.latest("pk")
    assert answer["Location"] == reverse("bulk_export_run", args=[run.pk])
    return run


def fetch(browser, run):
    return browser.get(reverse("bulk_export_fetch", args=[run.pk]))


def codes(path) -> list[str]:
    book = load_workbook(path)
    return [row[0] for row in list(book.worksheets[0].values)[2:] if row[0]]


def test_the_worker_writes_all_of_it_and_it_goes_in_unchanged(services, editor, hand_in):
    run = ask(editor)
    page = editor.get(reverse("bulk_export_run", args=[run.pk])).content.decode()
    assert "Tải tệp về" in page
    answer = fetch(editor, run)
    assert "no-store" in answer["Cache-Control"]
    content = b"".join(answer.streaming_content)
    back = hand_in(editor, content, name=run.file_name)
    assert (back.unchanged, back.changed, back.new) == (4, 0, 0), back.problem
    assert run.file_name in editor.get(reverse("bulk_exports")).content.decode()


def test_it_is_for_who_asked_alone(services, editor, moderator):
    run = ask(editor)
    for other in (moderator, person("xa-a", make_agency("UBND xã A", "xa-a"))):
        assert fetch(other, run).status_code == 404
        assert other.get(reverse("bulk_export_run", args=[run.pk])).status_code == 404
        assert run.file_name not in other.get(reverse("bulk_exports")).content.decode()


def test_a_commune_gets_its_own_and_nothing_once_the_role_is_gone(services):
    unit = make_agency("UBND xã A", "xa-a")
    other = make_agency("UBND xã B", "xa-b")
    ServicePage.objects.update(managed_by=unit)
    ServicePage.objects.filter(pk=services[0].pk).update(managed_by=other)
    extra = ServicePage.objects.exclude(pk=services[0].pk).values_list("pk", flat=True)
    browser = person("xa-a", unit)
    user = UnitMembership.objects.get(agency=unit).user
    # A list that names another unit's service, as a forged one would.
    run, _new = begin(user, [services[0].pk, *extra], "dich-vu.xlsx")
    tasks.write_export.enqueue(pk=run.pk)
    run.refresh_from_db()
    assert run.state == "done"
    assert codes(writing.path_of(run)) == [page.code for page in services[1:]]
    assert not fetch(browser, run).streaming  # its list reaches further than the person
    own, _new = begin(user, list(extra), "dich-vu.xlsx")
    tasks.write_export.enqueue(pk=own.pk)
    answer = fetch(browser, own)
    assert answer.streaming
    answer.close()
    UnitMembership.objects.update(starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 2))
    assert not fetch(browser, own).streaming


def test_two_clicks_are_one_file(services, editor, user_of):
    keys = [page.pk for page in services]
    first, new = begin(user_of(editor), keys, "a.xlsx")
    second, again = begin(user_of(editor), keys, "a.xlsx")
    assert (first, new, again) == (second, True, False)
    tasks.write_export.enqueue(pk=first.pk)
    tasks.write_export.enqueue(pk=first.pk)  # the queue hands it out twice
    assert len(list(Path(writing.settings.EXPORT_DIR).iterdir())) == 1


def test_a_killed_worker_leaves_no_half_file_and_another_ends_it(
    services, editor, user_of, monkeypatch
):
    run, _new = begin(user_of(editor), [page.pk for page in services], "a.xlsx")

    def killed(keys):
        yield from list(records(keys))[:2]
        raise Killed

    records = writing.records_of
    monkeypatch.setattr(writing, "records_of", killed)
    with pytest.raises(Killed):
        writing.write_export(run.pk)
    monkeypatch.undo()
    run.refresh_from_db()
    assert (run.state, run.file) == ("applying", "")
    ExportRun.objects.update(lease_until=timezone.now() - timedelta(hours=1))
    call_command("resume_bulk_work")
    run.refresh_from_db()
    assert (run.state, run.done, run.can_be_fetched) == ("done", 4, True)


def test_after_a_day_it_is_gone(services, editor):
    run = ask(editor)
    path = writing.path_of(run)
    ExportRun.objects.update(finished_at=timezone.now() - timedelta(hours=25))
    assert fetch(editor, run).status_code == 302
    assert "hết hạn" in editor.get(reverse("bulk_export_run", args=[run.pk])).content.decode()
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        call_command("resume_bulk_work")
    assert not path.exists()
    run.refresh_from_db()
    assert (run.file, run.services) == ("", [])
