"""Each field that an editor can get wrong says in one short line what belongs there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db.models import BooleanField
from django.urls import reverse
from wagtail.admin.panels import FieldPanel

from services_catalogue.models import ServicePage
from tests.factories import make_service

#: A list of a few words explains itself, and so do the tab of publishing and the comments.
NEED_NONE = {"kind", "role", "agency", "slug", "seo_title", "search_description"}
NEED_NONE |= {"go_live_at", "expire_at", "comment_notifications"}
LONGEST = 150


def fields(panel: Any) -> Iterator[tuple[str, FieldPanel]]:
    """All fields of the form, those of parts below parts included, by place."""
    if isinstance(panel, FieldPanel):
        yield f"{panel.model._meta.model_name}.{panel.field_name}", panel
    for child in getattr(panel, "children", ()):
        yield from fields(child)
    if hasattr(panel, "child_edit_handler"):
        yield from fields(panel.child_edit_handler)


def hint(panel: FieldPanel) -> str:
    return str(panel.help_text or panel.db_field.help_text)


def test_every_field_has_a_short_hint(db):
    asked = {
        place: hint(panel)
        for place, panel in fields(ServicePage.get_edit_handler())
        if panel.field_name not in NEED_NONE and not isinstance(panel.db_field, BooleanField)
    }
    assert len(asked) > 40
    assert [place for place, text in asked.items() if not text] == []
    assert {place: text for place, text in asked.items() if len(text) > LONGEST} == {}


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("official_name", "quyết định công bố"),
        ("summary", "Hai câu"),
        ("popular_names", "Người dân gọi"),
        ("contact_name", "Ví dụ"),
        ("reviewed_on", "đọc lại"),
        ("channels-0-time_limits-0-value", "Chỉ con số"),
        ("channels-0-time_limits-0-fees-0-description", "theo văn bản nào"),
        ("cases-0-documents-0-originals", "bản chính"),
        ("cases-0-documents-0-copies", "bản sao"),
    ],
)
def test_the_hint_stands_at_its_field(editor, field, words):
    page = make_service()
    answer = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    html = BeautifulSoup(answer.content, "html.parser")
    told = html.find(attrs={"name": field})["aria-describedby"].split()
    assert any(words in html.find(id=one).text for one in told if html.find(id=one))
