"""Form definitions: what editors build from blocks, and the frozen versions that dossiers stay on."""

from __future__ import annotations

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

from core.streamfield import StreamField


class FormDefinition(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, ClusterableModel
):
    """A form as editors write it. Publishing it makes a new :class:`FormVersion`."""

    name = models.CharField(_("tên biểu mẫu"), max_length=255)
    introduction = models.TextField(_("lời dẫn"), blank=True)
    body = StreamField([], verbose_name=_("nội dung"), blank=True)

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="form_definition")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="form_definition",
        for_concrete_model=False,
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("introduction"),
        FieldPanel("body"),
        InlinePanel("uses", label=_("Dùng cho dịch vụ")),
    ]

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
    digest = models.CharField(_("dấu kiểm"), max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Phiên bản biểu mẫu")
        constraints = [
            models.UniqueConstraint(fields=["definition", "number"], name="form_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"
