"""Forms that a service uses, for those who are about to take the service down."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from services_catalogue.incoming_links.registry import Found, Kind, Link, register
from submissions.models import FormUse


def add() -> None:
    """Register; called once when the app is ready."""
    register(Kind("forms", gettext_lazy("Biểu mẫu điện tử của dịch vụ này"), forms, 400))


def forms(page: Page, user: Any, most: int) -> Found:
    """Definitions that are used for ``page``, with the case that they are for."""
    rows = FormUse.objects.filter(service=page.pk).select_related("definition")
    return Found(
        rows.count(),
        [Link(str(one.definition), _edit(one), one.case_name) for one in rows[:most]],
    )


def _edit(use: FormUse) -> str:
    try:
        return reverse(
            use.definition.snippet_viewset.get_url_name("edit"), args=[use.definition_id]
        )
    except (AttributeError, NoReverseMatch):
        return ""
