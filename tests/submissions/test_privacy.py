"""After somebody has applied, nothing that was written holds who it was: logs, caches, addresses,
the query log, the database, the files."""

from __future__ import annotations

import io
import logging
import pickle
import re
from typing import Any

import pytest
import structlog
from django.conf import settings as portal_settings
from django.core.cache import caches
from django.db import connection
from django.test import Client

from portal.logging import logging_config
from submissions.models import Attachment, Notice
from tests.submissions.applying.conftest import Citizen, _applying_is_on, service  # noqa: F401
from tests.submissions.uploads import specimens

#: What would tell who applied, in every form in which it might be written.
SECRETS = (
    *("Thử Nghiệm", "022190004412", "022 190 004 412", "0912345678", "912 345 678"),
    *("thu@example.org", "Bến Đoan", "1990-02-03", "giay-chung-sinh-cua-lan", "bí mật của tôi"),
)


@pytest.fixture
def written_log() -> Any:
    """Everything that any logger says, down to DEBUG, as the portal would write it."""
    stream = io.StringIO()
    config = logging_config(level="DEBUG", pretty=False)
    formatter = structlog.stdlib.ProcessorFormatter(
        processor=config["formatters"]["portal"]["processor"],
        foreign_pre_chain=config["formatters"]["portal"]["foreign_pre_chain"],
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    root = logging.getLogger()  # noqa: TID251
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    # Statements of the database are only logged where DEBUG is on, which is never in production.
    logging.getLogger("django.db.backends").setLevel(logging.INFO)  # noqa: TID251
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def walk(citizen: Citizen) -> list[str]:
    """Apply, with mistakes and a pause on the way. Answers every address that was visited."""
    visited: list[str] = []
    request = Client.request

    def noting(client: Client, **environ: Any) -> Any:
        answer = request(client, **environ)
        visited.append(f"{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}")
        visited.append(answer.get("Location", ""))
        return answer

    Client.request = noting  # type: ignore[method-assign]
    try:
        citizen.client.get(f"/dv/{citizen.page.code}", follow=True)
        citizen.begin()
        citizen.answer()
        citizen.post("phan/nguoi-nop/", {"full_name": "Thử Nghiệm", "identity_number": "022 190"})
        citizen.post("phan/cam-doan/", {"note": "bí mật của tôi", "declaration": "true"})
        citizen.hand_paper(specimens.photo(), name="giay-chung-sinh-cua-lan.jpg")
        citizen.hand_paper(specimens.PROGRAM, name="giay-chung-sinh-cua-lan.pdf")
        citizen.hand_paper(specimens.photo(form="HEIF"), name="giay-chung-sinh-cua-lan.heic")
        citizen.get(f"giay-to/{Attachment.objects.first().pk}/")
        citizen.post("luu/", {"email": "thu@example.org"})
        mail = Notice.objects.get().payload["text"]
        citizen.client.get(re.search(r"http://[^/]+(/\S+tiep-tuc/\S+)", mail)[1], follow=True)
        citizen.post("phan/nguoi-nop/", {"full_name": "Nguyễn Thị Thử Nghiệm"})
        citizen.answer()
        citizen.post("phan/cam-doan/", {"note": "bí mật của tôi", "declaration": "true"})
        citizen.get("kiem-tra/")
        made = citizen.submit()
        for path in ("da-nop/", "da-nop/giay-xac-nhan.pdf"):
            assert citizen.get(path).status_code == 200
        citizen.client.get(f"/tra-cuu-ho-so/{made.reference}/")
        citizen.client.post("/tra-cuu-ho-so/", {"code": made.reference, "digits": "4412"})
        citizen.client.post("/tra-cuu-ho-so/", {"code": made.reference, "digits": "022190004412"})
    finally:
        Client.request = request  # type: ignore[method-assign]
    return visited


def found_in(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def test_nothing_written_tells_who_applied(service, written_log, settings):  # noqa: F811
    citizen = Citizen(service)
    visited = walk(citizen)
    secret = citizen.secret

    log = written_log.getvalue()
    assert "application_submitted" in log and "file_refused" in log
    assert not found_in(log)
    assert secret not in log and "/tiep-tuc/…" in log

    assert len(visited) > 40
    assert not found_in("\n".join(visited))
    assert [one for one in visited if secret in one and "/tiep-tuc/" not in one] == []

    for name in portal_settings.CACHES:
        for kept in caches[name]._cache.values():
            text = repr(pickle.loads(kept))
            assert not found_in(text) and secret not in text

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM submissions_submission")
        assert cursor.fetchone() == (1,)
    rows = "\n".join(connection.connection.iterdump())
    assert 'INSERT INTO "submissions_submission"' in rows
    assert not found_in(rows) and secret not in rows
    # Sealed fields are written as blobs, in hexadecimal.
    blobs = b"".join(bytes.fromhex(one) for one in re.findall(r"X'([0-9A-F]+)'", rows))
    assert blobs and not found_in(blobs.decode("utf-8", "replace"))

    for path in settings.ATTACHMENT_DIR.rglob("*"):
        assert not found_in(str(path))
        if path.is_file():
            content = path.read_bytes()
            assert b"JFIF" not in content and b"%PDF" not in content
