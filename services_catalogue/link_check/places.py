"""Where a use of a link is mended."""

from __future__ import annotations

from django.urls import reverse

from services_catalogue.link_check.settings_links import model_of
from services_catalogue.models import LinkUse


def edit_url(use: LinkUse) -> str:
    """The edit form of the page, opened at the field, or that of the unit, setting or snippet."""
    if use.page_id:
        url = reverse("wagtailadmin_pages:edit", args=[use.page_id])
        return f"{url}#den={use.anchor}" if use.anchor else url
    if use.model:
        model = model_of(use.model)
        viewset = getattr(model, "snippet_viewset", None)
        if viewset is not None:
            return reverse(viewset.get_url_name("edit"), args=[use.object_id])
        return reverse("wagtailsettings:edit", args=[*use.model.split("."), use.object_id])
    return reverse("wagtailsnippets_services_catalogue_agency:edit", args=[use.agency_id])
