"""Where in the admin something is mended: the edit form of a page, opened at the part it is about."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from wagtail.admin.panels import get_edit_handler

from services_catalogue.models import ServicePage


def edit_url(page_id: int, part: str = "") -> str:
    """The edit form; ``part`` is a field or relation of a service ("channels", "effective_to")."""
    url = reverse("wagtailadmin_pages:edit", args=[page_id])
    anchor = _anchors(get_language() or "").get(part)
    return f"{url}#{anchor}" if anchor else url


@lru_cache(maxsize=8)
def _anchors(language: str) -> dict[str, str]:
    """Ids of panels by what they edit. Wagtail makes them of headings, so they differ by language."""
    found: dict[str, str] = {}
    _walk(get_edit_handler(ServicePage), "panel", found)
    return found


def _walk(panel: Any, prefix: str, found: dict[str, str]) -> None:
    name = getattr(panel, "relation_name", "") or getattr(panel, "field_name", "")
    if name:
        found.setdefault(name, f"{prefix}-section")
    elif hasattr(panel, "children"):
        for child, identifier in zip(panel.children, panel.child_identifiers, strict=True):
            _walk(child, f"{prefix}-child-{identifier}", found)
