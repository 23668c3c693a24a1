"""Form definitions: what editors build from blocks, and the frozen versions that dossiers stay on."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from core.streamfield import StreamField
from submissions.forms.admin_form import FormDefinitionForm
from submissions.forms.blocks import FormBody
from submissions.forms.check_panel import CheckPanel


class FormDefinition(
    index.Indexed,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    ClusterableModel,
):
    """A form as editors write it. Publishing it makes a new :class:`FormVersion`."""

    name = models.CharField(_("tên biểu mẫu"), max_length=255)
    introduction = models.TextField(_("lời dẫn"), blank=True)
    body = StreamField(FormBody(), verbose_name=_("nội dung"), blank=True)

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="form_definition")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="form_definition",
        for_concrete_model=False,
    )

    base_form_class = FormDefinitionForm
    panels = [
        CheckPanel(),
        FieldPanel("name", help_text=_("Người dân thấy tên này ở đầu biểu mẫu.")),
        FieldPanel("introduction"),
        FieldPanel("body"),
        InlinePanel("uses", heading=_("Dùng cho dịch vụ"), label=_("dịch vụ")),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("editor_words")]

    class Meta:
        verbose_name = _("Biểu mẫu điện tử")
        verbose_name_plural = _("Biểu mẫu điện tử")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def revisions(self):
        """Wagtail's revisions of this definition."""
        return self._revisions

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Index once more when the services are stored too: the signal comes before them."""
        super().save(*args, **kwargs)
        index.insert_or_update_object(self)

    def editor_words(self) -> str:
        """By what editors find this form: its name, that of its draft, and the services it is for."""
        draft = self.latest_revision.content.get("name", "") if self.latest_revision else ""
        services = [f"{use.service.code} {use.service.title}" for use in self.uses.all()]
        return "\n".join(dict.fromkeys([self.name, draft, *services]))

    @property
    def services_text(self) -> str:
        """Names of the services that use it, for lists."""
        return ", ".join(use.service.title for use in self.uses.all()) or "–"

    @property
    def version_text(self) -> str:
        """Number of the latest version, for lists."""
        return str(max((one.number for one in self.versions.all()), default="–"))

    @property
    def preview_modes(self):
        """The pages as they are asked, and the page where all is looked at again."""
        return [("", _("Các trang câu hỏi")), ("review", _("Xem lại trước khi gửi"))]

    def serve_preview(self, request, mode_name):
        """The form as it would be asked, with what is wrong above it."""
        from submissions.forms.preview import preview

        return preview(request, self, mode_name)


class FormUse(Orderable):
    """Which service (and case) uses a definition. An empty case means every case without its own."""

    definition = ParentalKey(FormDefinition, on_delete=models.CASCADE, related_name="uses")
    service = models.ForeignKey(
        "services_catalogue.ServicePage",
        verbose_name=_("dịch vụ"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    case_name = models.TextField(_("trường hợp"), blank=True)

    panels = [FieldRowPanel([FieldPanel("service"), FieldPanel("case_name")])]

    class Meta(Orderable.Meta):
        verbose_name = _("Dịch vụ dùng biểu mẫu")
        constraints = [
            models.UniqueConstraint(
                fields=["service", "case_name"],
                name="one_form_per_service_and_case",
                violation_error_message=_("Trường hợp này của dịch vụ đã có biểu mẫu khác."),
            )
        ]


class FormVersion(models.Model):
    """What a form was at one moment; never changed. Drafts and submissions stay on theirs.

    ``content`` is the neutral description that :mod:`submissions.forms` compiles (groups of
    questions). A standard form, made for a service without a written one, has no definition.
    """

    definition = models.ForeignKey(
        FormDefinition, on_delete=models.PROTECT, null=True, blank=True, related_name="versions"
    )
    number = models.PositiveIntegerField(_("phiên bản"))
    title = models.CharField(_("tên"), max_length=255)
    content = models.JSONField(_("nội dung"))
    base = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The published version to which this one adds the papers of a case.",
    )
    digest = models.CharField(_("dấu kiểm"), max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Phiên bản biểu mẫu")
        constraints = [
            models.UniqueConstraint(fields=["definition", "number"], name="form_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"
