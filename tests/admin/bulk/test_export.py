"""A filtered list as a file, within a person's reach, that the import takes back unchanged."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from services_catalogue.models import ServicePage
from tests.admin.bulk.test_import_reach import person
from tests.factories import make_agency, make_field

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("ending", ["xlsx", "csv", "jsonl"])
def test_what_comes_out_goes_in_unchanged(services, editor, hand_in, ending):
    draft = ServicePage.objects.get(pk=services[0].pk)
    draft.summary = "Đang viết dở."
    draft.save_revision()
    answer = editor.get(reverse("bulk_export", args=[ending]))
    content = b"".join(answer.streaming_content)
    run = hand_in(editor, content, name=f"danh-muc.{ending}")
    assert (run.state, run.unchanged, run.changed, run.new) == ("ready", 4, 0, 0), run.problem


def codes(browser, **query) -> list[str]:
    answer = browser.get(reverse("bulk_export", args=["jsonl"]), query)
    return [json.loads(line)["code"] for line in b"".join(answer.streaming_content).splitlines()]


def test_filters_and_words_narrow_it(services, editor):
    land = make_field("Đất đai", "dat-dai")
    ServicePage.objects.filter(pk=services[2].pk).update(field=land)
    assert codes(editor, field=land.pk) == [services[2].code]
    assert codes(editor, q=services[1].code) == [services[1].code]
    assert codes(editor, q="cap the") == [page.code for page in services]


def test_only_what_is_in_reach(services):
    unit = make_agency("UBND xã A", "xa-a")
    ServicePage.objects.filter(pk=services[2].pk).update(managed_by=unit)
    assert codes(person("xa-a", unit)) == [services[2].code]
