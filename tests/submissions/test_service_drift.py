"""What the backend says of a service against the catalogue: reports, mails, honest buttons."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from services_catalogue.models import SubmissionTarget
from submissions.backends.protocol import BackendError, ServiceFacts
from submissions.models import PlannedDowntime, ServiceDrift
from submissions.relay.mailing import send_due_mails
from submissions.service_drift import check_services, differences
from submissions.vocabulary import DriftKind
from tests.factories import make_service
from tests.submissions.backend_double import BackendDouble

CODE = "1.004194"
OURS = {
    "code": CODE,
    "fee": 115_000,
    "fee_text": "",
    "term_value": "5.00",
    "term_unit": "working_day",
    "term_text": "",
    "papers": [{"case": "Làm lần đầu", "name": "Tờ khai"}],
}
SAME = ServiceFacts(
    CODE,
    fee=115_000,
    term_value=Decimal("5"),
    term_unit="working_day",
    papers={"Làm lần đầu": ("Tờ  khai",)},
)


@pytest.mark.parametrize(
    ("theirs", "found"),
    [
        (SAME, []),
        (ServiceFacts(CODE), []),  # says nothing of fee, term and papers
        (None, [("gone", "", "")]),
        (replace(SAME, is_open=False), [("closed", "", "")]),
        (replace(SAME, fee=0), [("fee", "115.000 đ", "Miễn phí")]),
        (replace(SAME, fee=None, fee_text="Theo biên"), [("fee", "115.000 đ", "Theo biên")]),
        (
            replace(SAME, term_value=Decimal("7")),
            [("term", "5 ngày làm việc", "7 ngày làm việc")],
        ),
        (
            replace(SAME, papers={"Làm lần đầu": ("Tờ khai", "Ảnh 3x4")}),
            [("papers", "", "Làm lần đầu: Ảnh 3x4")],
        ),
    ],
)
def test_what_is_a_difference(theirs, found):
    assert [(one.kind, one.ours, one.theirs) for one in differences(OURS, theirs)] == found


@pytest.fixture
def service(site_tree, settings):
    settings.ONLINE_APPLICATION = True
    page = make_service(code=CODE)
    page.targets = [SubmissionTarget(kind="dossier_api")]
    page.save_revision().publish()
    return page


def button(visitor) -> str:
    text = visitor.get(f"/dv/{CODE}", follow=True).content.decode()
    return "open" if f"/nop-ho-so/{CODE}/" in text else "shut"


@pytest.mark.parametrize("theirs", [replace(SAME, code="1.000001"), replace(SAME, is_open=False)])
def test_a_service_that_is_shut_turns_its_button_honest_at_once(
    service, visitor, django_capture_on_commit_callbacks, theirs
):
    assert button(visitor) == "open"
    with django_capture_on_commit_callbacks(execute=True):
        check_services([theirs])
    assert button(visitor) == "shut"
    assert "tạm dừng nhận hồ sơ" in visitor.get(f"/dv/{CODE}", follow=True).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        check_services([SAME])
    assert button(visitor) == "open"
    assert ServiceDrift.objects.get().resolved_at


def test_a_backend_that_names_nothing_shuts_nothing(service):
    with pytest.raises(BackendError, match="names_no_services"):
        check_services([])
    assert not ServiceDrift.objects.exists()


def test_a_difference_is_kept_once_and_told_once(service, monkeypatch, people_to_tell):
    backend = BackendDouble()
    backend.services = lambda: [replace(SAME, fee=200_000)]
    name = "submissions.management.commands.check_backend_services.connected_backend"
    monkeypatch.setattr(name, lambda: backend)
    for _ in range(2):
        call_command("check_backend_services", verbosity=0)
    drift = ServiceDrift.objects.get()
    assert (drift.kind, drift.ours, drift.theirs) == (DriftKind.FEE, "115.000 đ", "200.000 đ")
    assert drift.last_seen > drift.first_seen
    assert send_due_mails() == 1
    (sent,) = mail.outbox
    assert sent.to == [people_to_tell]
    assert CODE in sent.body

    def silent():
        raise BackendError("http_503")

    backend.services = silent
    with pytest.raises(CommandError, match="http_503"):
        call_command("check_backend_services", verbosity=0)


@pytest.fixture
def people_to_tell(site_tree, django_user_model) -> str:
    from django.contrib.auth.models import Group

    from accounts.roles import MODERATORS

    person = django_user_model.objects.create_user("duyet", email="duyet@example.org")
    person.groups.add(Group.objects.get(name=MODERATORS))
    return person.email


@pytest.mark.parametrize(
    ("begins", "ends", "told"),
    [(1, 3, True), (-1, 1, True), (100, 102, False), (-3, -1, False)],
)
def test_a_pause_is_announced_and_applications_go_on(service, visitor, begins, ends, told):
    now = timezone.now()
    PlannedDowntime.objects.create(
        starts_at=now + timedelta(hours=begins),
        ends_at=now + timedelta(hours=ends),
        message="Nâng cấp máy chủ.",
    )
    text = visitor.get(f"/dv/{CODE}", follow=True).content.decode()
    assert ("Nâng cấp máy chủ." in text) == told
    assert button(visitor) == "open"
