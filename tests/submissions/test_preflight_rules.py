"""A service that the backend does not take is told to its editors before they publish it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from services_catalogue.models import SubmissionTarget
from services_catalogue.preflight import findings_of
from submissions.models import ServiceDrift
from tests.factories import make_service

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("target", "kind", "over", "told"),
    [
        ("dossier_api", "closed", False, True),
        ("dossier_api", "gone", False, True),
        ("dossier_api", "fee", False, False),
        ("dossier_api", "closed", True, False),
        ("in_person", "closed", False, False),
    ],
)
def test_a_target_that_is_not_open_is_told(site_tree, target, kind, over, told):
    page = make_service(publish=False)
    page.targets = [SubmissionTarget(kind=target)]
    now = timezone.now()
    ServiceDrift.objects.create(
        service_code=page.code, kind=kind, resolved_at=now if over else None
    )
    anchors = [one.anchor for one in findings_of(page) if one.rule == "backend_shut"]
    assert anchors == (["targets-0-kind"] if told else [])
