"""What was delivered long ago is forgotten; what is on its way is not."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from submissions.key_rotation import sealed_columns
from submissions.models import Attachment, OutboxEntry, Submission
from submissions.uploads import sealed_files
from submissions.vocabulary import DeliveryKind, DeliveryState
from tests.submissions.making import APPLICANT, make_submission
from tests.submissions.relay.conftest import attach

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings) -> None:
    settings.ATTACHMENT_DIR = tmp_path / "attachments"


def delivered(days: int, reference: str = "QN-0001", **fields) -> Submission:
    then = timezone.now() - timedelta(days=days)
    submission = make_submission(
        reference,
        delivered_at=then,
        dossier_code=f"H49.22-{reference}",
        contact={"email": APPLICANT["email"]},
        **fields,
    )
    attach(submission, b"photo")
    OutboxEntry.objects.create(
        submission=submission,
        kind=DeliveryKind.DOSSIER,
        payload={"applicant": APPLICANT},
        state=DeliveryState.DELIVERED,
        delivered_at=then,
    )
    return submission


def files(settings) -> list[Path]:
    return list(Path(settings.ATTACHMENT_DIR).glob("*/*"))


def test_old_content_goes_and_the_rest_stays(settings):
    old, new = delivered(31), delivered(29, "QN-0002")
    call_command("purge_submissions", verbosity=0)
    for one in (old, new):
        one.refresh_from_db()
    assert (old.payload, new.payload is None) == (None, False)
    assert old.purged_at
    assert old.contact  # mails may still be due
    assert old.deliveries.get().payload is None
    assert old.attachments.get().filename is None
    assert [path.stem for path in files(settings)] == [str(new.attachments.get().pk)]
    call_command("purge_submissions", verbosity=0)


@pytest.mark.parametrize("state", [DeliveryState.WAITING, DeliveryState.PARKED])
def test_what_has_not_arrived_is_kept_however_old(settings, state):
    submission = delivered(400)
    submission.deliveries.create(kind=DeliveryKind.SUPPLEMENT, payload={}, state=state)
    call_command("purge_submissions", verbosity=0)
    submission.refresh_from_db()
    assert submission.payload
    assert len(files(settings)) == 1


def test_addresses_go_when_the_dossier_has_long_ended():
    over = delivered(60, ended_at=timezone.now() - timedelta(days=31))
    call_command("purge_submissions", verbosity=0)
    over.refresh_from_db()
    assert over.contact is None


def test_a_file_left_by_a_purge_that_was_killed_is_removed(settings):
    submission = delivered(31)
    key, content = submission.attachments.get().pk, b"photo"
    call_command("purge_submissions", verbosity=0)
    sealed_files.keep(key, content)
    (path,) = files(settings)
    long_ago = (timezone.now() - timedelta(days=40)).timestamp()
    os.utime(path, (long_ago, long_ago))
    call_command("purge_submissions", verbosity=0)
    assert files(settings) == []


def raw_values() -> list[bytes]:
    found = []
    with connection.cursor() as cursor:
        for model, name in sealed_columns():
            column = model._meta.get_field(name).column
            cursor.execute(f'SELECT "{column}" FROM "{model._meta.db_table}"')
            found += [bytes(row[0]) for row in cursor.fetchall() if row[0] is not None]
    return found


def test_keys_can_be_changed_and_the_old_one_thrown_away(settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.SUBMISSION_KEYS = [old]
    submission = delivered(1)
    settings.SUBMISSION_KEYS = [new, old]
    before = raw_values()
    call_command("rotate_submission_keys", verbosity=0)
    assert not set(before) & set(raw_values())
    settings.SUBMISSION_KEYS = [new]
    submission.refresh_from_db()
    assert submission.payload["applicant"] == APPLICANT
    attachment = Attachment.objects.get()
    assert (attachment.filename, sealed_files.read(attachment.pk)) == ("ảnh chụp.jpg", b"photo")


def test_what_no_key_opens_is_told_and_kept(settings):
    settings.SUBMISSION_KEYS = [Fernet.generate_key().decode()]
    delivered(1)
    kept = raw_values()
    settings.SUBMISSION_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CommandError, match="Keep the old keys"):
        call_command("rotate_submission_keys", verbosity=0)
    assert raw_values() == kept
