"""A relay over a backend in memory, and submissions that wait in the outbox."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from uuid import uuid4

import pytest

from submissions.models import Attachment, OutboxEntry, Submission
from submissions.relay.running import Relay
from submissions.uploads import sealed_files
from submissions.vocabulary import DeliveryKind
from tests.submissions.backend_double import BackendDouble
from tests.submissions.making import make_submission


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings) -> None:
    settings.ATTACHMENT_DIR = tmp_path / "attachments"


@pytest.fixture
def backend() -> BackendDouble:
    return BackendDouble()


@pytest.fixture
def relay(backend, db) -> Relay:
    return Relay(backend)


def attach(submission: Submission, content: bytes, role: str = "Tờ khai") -> Attachment:
    one = Attachment(
        id=uuid4(),
        submission=submission,
        role=role,
        position=submission.attachments.count(),
        filename="ảnh chụp.jpg",
        content_type="image/jpeg",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    sealed_files.keep(one.pk, content)
    one.save(force_insert=True)
    return one


@pytest.fixture
def waiting(db) -> Callable[..., OutboxEntry]:
    def make(reference: str = "QN-0001", files: tuple[bytes, ...] = (), **fields) -> OutboxEntry:
        fields = {"delivered_at": None, "dossier_code": None, "due_at": None} | fields
        submission = make_submission(reference, **fields)
        named = [attach(submission, content) for content in files]
        payload = {"attachments": [str(one.pk) for one in named]}
        return OutboxEntry.objects.create(
            submission=submission, kind=DeliveryKind.DOSSIER, payload=payload
        )

    return make
