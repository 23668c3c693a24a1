"""A revision opened as a page: what it refers to is there, what is gone leaves no trace."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model

from services_catalogue.models import RequiredDocument, ServiceAgency, ServicePage
from tests.factories import make_agency, make_service

pytestmark = pytest.mark.django_db


def drafted(service: ServicePage) -> ServicePage:
    """The latest revision, opened."""
    return ServicePage.objects.get(pk=service.pk).latest_revision.as_object()


@pytest.fixture
def form():
    return get_document_model().objects.create(title="Mẫu", file=ContentFile(b"x", "mau.pdf"))


@pytest.fixture
def service(site_tree, form) -> ServicePage:
    """A draft with a blank form, and an agency that nothing but the draft names."""
    service = make_service()
    service.service_agencies = [
        ServiceAgency(role="executing", agency=make_agency()),
        ServiceAgency(role="coordinating", agency=make_agency("Sở Y tế", "so-y-te")),
    ]
    case = service.cases.get()
    case.documents = [RequiredDocument(name="Tờ khai", form_file=form)]
    service.cases = [case]
    service.save_revision()
    return service


def test_what_is_there_is_in_hand(service, form):
    draft = drafted(service)
    with CaptureQueriesContext(connection) as queries:
        assert draft.field.name == "Hộ tịch"
        assert [one.agency.name for one in draft.service_agencies.all()] == [
            "Sở Tư pháp",
            "Sở Y tế",
        ]
        assert draft.cases.get().documents.get().form_file == form
    assert not queries


def test_a_file_that_is_gone_leaves_the_paper(service, form):
    form.delete()
    paper = drafted(service).cases.get().documents.get()
    assert (paper.name, paper.form_file_id) == ("Tờ khai", None)


def test_an_agency_that_is_gone_takes_its_role_along(service):
    make_agency("Sở Y tế", "so-y-te").delete()
    roles = drafted(service).service_agencies.all()
    assert [one.agency.name for one in roles] == ["Sở Tư pháp"]


def test_rows_below_a_part_that_was_taken_away_since_are_still_in_the_old_revision(service):
    old = ServicePage.objects.get(pk=service.pk).latest_revision
    now = drafted(service)
    now.channels, now.cases = [], []
    now.save_revision().publish()
    old.refresh_from_db()
    then = old.as_object()
    assert then.channels.get().time_limits.get().fees.get().amount == 115_000
    assert then.cases.get().documents.get().name == "Tờ khai"
