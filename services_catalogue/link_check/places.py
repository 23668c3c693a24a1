"""Where a use of a link is mended."""

from __future__ import annotations

from django.urls import reverse

from services_catalogue.models import LinkUse


def edit_url(use: LinkUse) -> str:
    """The edit form of the page, opened at the field, or that of the unit."""
    if use.page_id:
        url = reverse("wagtailadmin_pages:edit", args=[use.page_id])
        return f"{url}#den={use.anchor}" if use.anchor else url
    return reverse("wagtailsnippets_services_catalogue_agency:edit", args=[use.agency_id])
