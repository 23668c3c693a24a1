"""A file handed in at the desk."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from services_catalogue.bulk import tasks
from services_catalogue.bulk.imports.files import store
from services_catalogue.bulk.imports.forms import UploadForm
from services_catalogue.bulk.run_pages import DeskOnly, Heading
from services_catalogue.models import ImportRun
from services_catalogue.units.scope import scope_of


class ImportUploadView(DeskOnly, WagtailAdminTemplateMixin, FormView):
    """Hand in a file; the worker reads it."""

    form_class = UploadForm
    template_name = "services_catalogue/bulk/upload.html"
    page_title = _("Tải tệp lên")
    header_icon = "upload"
    _show_breadcrumbs = True

    @property
    def breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The list, and here."""
        return [
            {"url": reverse("bulk_imports"), "label": Heading.imports},
            {"url": "", "label": self.page_title},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whose units may be chosen."""
        return super().get_form_kwargs() | {"scope": scope_of(self.request.user)}

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Keep the file and let the worker begin."""
        file = form.cleaned_data["file"]
        kept, digest, size = store(file.name, file.chunks())
        with transaction.atomic():
            run = ImportRun.objects.create(
                created_by=self.request.user,  # type: ignore[misc]
                file_name=file.name[-255:],
                file=kept,
                file_hash=digest,
                file_size=size,
                unit=form.cleaned_data["unit"],
            )
        tasks.compare_import.enqueue(pk=run.pk)
        return redirect("bulk_import", run.pk)
