"""The ways out of the list of services."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets import Button


def export_buttons(query: str) -> list[Any]:
    """Buttons that hand out the list as it is filtered: Wagtail renders them anew with each filter."""
    return [
        Button(
            _("Tải để sửa rồi nhập lại (%(kind)s)") % {"kind": f".{ending}"},
            url=f"{reverse('bulk_export', args=[ending])}{'?' + query if query else ''}",
            icon_name="download",
            priority=200 + place,
        )
        for place, ending in enumerate(("xlsx", "csv", "jsonl"))
    ]
