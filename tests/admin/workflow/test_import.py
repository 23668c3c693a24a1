"""What an import changes goes the road of every change, with the decree that caused it."""

from __future__ import annotations

import gzip
import json

import pytest
from django.core.management import call_command
from wagtail.models import TaskState

from services_catalogue.exchange.exporting import record_for
from services_catalogue.models import ChangeCause, LegalBasis, ServicePage
from services_catalogue.workflow.causes import cause_between, cause_shown
from tests.admin.workflow.conftest import current_step, logged_in
from tests.admin.workflow.test_legal_check import act
from tests.admin.workflow.test_mails import told
from tests.admin.workflow.test_panel import panel


@pytest.fixture
def import_it(service, tmp_path):
    """Import ``service`` with other values, and more rows."""

    def go(*others, **changes) -> None:
        record = record_for(ServicePage.objects.get(pk=service.pk)).model_dump(mode="json")
        path = tmp_path / "danh-muc.jsonl.gz"
        rows = [record | changes, *(record | other for other in others)]
        with gzip.open(path, "wt") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
        call_command("import_catalogue", str(path), "--submit", verbosity=0)

    return go


def test_an_imported_change_waits_for_the_moderator_with_its_decree(service, people, import_it):
    import_it(decision_number="999/QĐ-UBND", summary="Từ cơ sở dữ liệu.")
    step = current_step(service)
    assert str(step.revision.change_cause) == "999/QĐ-UBND"
    shown = panel(logged_in(people["moderator"]), service)
    assert "999/QĐ-UBND" in shown
    assert "Lấy từ cơ sở dữ liệu quốc gia" in shown
    assert "Từ cơ sở dữ liệu." in shown
    assert told() == [("ha-long-duyet", "1 dịch vụ chờ bạn duyệt")]
    service.refresh_from_db()
    assert service.summary == ""
    act(logged_in(people["moderator"]), service, "approve")
    service.refresh_from_db()
    assert service.summary == "Từ cơ sở dữ liệu."


def test_the_same_file_again_changes_nothing(service, people, import_it):
    import_it(summary="Từ cơ sở dữ liệu.")
    before = list(TaskState.objects.values_list("pk", "status", "revision"))
    import_it(summary="Từ cơ sở dữ liệu.")
    assert list(TaskState.objects.values_list("pk", "status", "revision")) == before


def test_a_second_import_replaces_what_waits(service, people, import_it):
    import_it(summary="Một.")
    import_it(summary="Hai.")
    assert current_step(service).revision.content["summary"] == "Hai."


def test_new_services_wait_too(service, people, import_it):
    import_it({"code": "1.009999", "name": "Thủ tục mới"})
    new = ServicePage.objects.get(code="1.009999")
    assert not new.live
    assert current_step(new).revision == new.latest_revision
    assert ChangeCause.objects.get().get_origin_display() == "Nhập từ cơ sở dữ liệu quốc gia"


def test_the_cause_is_the_new_decision_else_the_first_new_law(service):
    old = record_for(service)
    law = {"number": "11/2026/NĐ-CP", "title": "Nghị định mới", "url": "https://vidu.vn/11"}
    newer = type(old).model_validate(
        old.model_dump(mode="json") | {"legal_bases": [law], "effective_from": "2027-01-01"}
    )
    cause = cause_between(old, newer)
    assert (cause.number, cause.title, cause.url) == tuple(law.values())
    assert str(cause.in_force_from) == "2027-01-01"
    decided = newer.model_copy(update={"decision_number": "5/QĐ-UBND"})
    assert cause_between(old, decided).number == "5/QĐ-UBND"
    assert cause_between(old, old).number == ""


def test_what_an_editor_names_as_the_cause_is_shown(service):
    draft = service.get_latest_revision_as_object()
    draft.legal_bases = [LegalBasis(number="60/2014/QH13", title="Luật Hộ tịch")]
    draft.state_cause(cause="60/2014/QH13")
    cause = cause_shown(draft.save_revision())
    assert (cause.document_number, cause.document_title) == ("60/2014/QH13", "Luật Hộ tịch")
