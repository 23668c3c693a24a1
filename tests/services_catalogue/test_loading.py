"""Reading a service in four queries gives the same parts as reading it table by table."""

import pytest
from django.db import connection
from django.db.models import CharField, PositiveSmallIntegerField, TextField
from django.test.utils import CaptureQueriesContext
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations

from services_catalogue.loading import load_parts
from services_catalogue.models import (
    Channel,
    Fee,
    RelatedService,
    Requirement,
    ServicePage,
    TimeLimit,
)
from services_catalogue.selectors import with_parts
from tests.factories import make_service

pytestmark = pytest.mark.django_db
NAMES = ("steps", "outputs", "requirements", "legal_bases", "related_services", "targets")


def tree(page):
    """All that a visitor can see of the parts, in order."""
    return {
        **{
            name: [(part.pk, str(vars_of(part))) for part in getattr(page, name).all()]
            for name in NAMES
        },
        "channels": [
            (
                channel.kind,
                channel.description,
                limit.value,
                limit.unit,
                limit.text,
                fee.amount,
                fee.kind,
            )
            for channel in page.channels.all()
            for limit in channel.time_limits.all()
            for fee in limit.fees.all()
        ],
        "cases": [
            (case.name, paper.name, paper.originals, paper.copies, paper.required, paper.form_file)
            for case in page.cases.all()
            for paper in case.documents.all()
        ],
        "agencies": [(role.role, role.agency.name) for role in page.service_agencies.all()],
    }


def vars_of(part):
    return {
        field.name: getattr(part, field.name)
        for field in part._meta.concrete_fields
        if field.name not in ("page",)
    }


def test_the_same_parts_in_fewer_queries(site_tree):
    page = make_service()
    page.requirements = [Requirement(text="Hai"), Requirement(text="Ba")]
    bare, full = Channel(kind="post"), Channel(kind="in_person", description="Tại quầy")
    limit = TimeLimit(value="2.5", unit="month")
    limit.fees = [Fee(amount=5), Fee(amount=3), Fee(text="Theo diện tích")]
    full.time_limits = [limit, TimeLimit(text="Trong ngày")]
    page.channels = [bare, full]
    page.save_revision().publish()

    slow = with_parts(ServicePage.objects.filter(pk=page.pk)).get()
    with CaptureQueriesContext(connection) as queries:
        fast = load_parts(ServicePage.objects.get(pk=page.pk))
        told = tree(fast)
    assert told == tree(slow)
    assert len(queries) == 5, "the page itself, then four"
    assert [one.kind for one in fast.channels.all()] == ["post", "in_person"]


def test_parts_in_memory_are_left_alone(site_tree):
    page = make_service()
    page.steps = []
    assert list(load_parts(page).steps.all()) == []


def rows(page):
    """Every part of every kind, those below parts included."""
    for relation in get_all_child_relations(type(page)):
        if relation.related_model._meta.app_label != "services_catalogue":
            continue  # comments
        for part in getattr(page, relation.get_accessor_name()).all():
            yield part
            yield from rows(part)


def columns(part):
    return {
        one.attname: getattr(part, one.attname)
        for one in part._meta.concrete_fields
        if not isinstance(one, ParentalKey)
    }


def test_every_column_is_loaded(site_tree):
    """The editor's form shows what is loaded here: a column left out would be saved as empty."""
    page = make_service()
    page.requirements, page.related_services = [Requirement()], [RelatedService(code="1.001193")]
    for part in rows(page):
        for field in part._meta.concrete_fields:
            if isinstance(field, TextField | CharField) and not field.choices:
                setattr(part, field.name, f"{field.name} có chữ")
            elif isinstance(field, PositiveSmallIntegerField):
                setattr(part, field.name, 7)
    page.save()
    slow = [columns(one) for one in rows(ServicePage.objects.get(pk=page.pk))]
    fast = [columns(one) for one in rows(load_parts(ServicePage.objects.get(pk=page.pk)))]
    assert len(fast) == 12
    assert fast == slow
