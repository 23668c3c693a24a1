"""What commune B has begun and nobody else may know of: a draft and everything that hangs on it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils.timezone import localdate, now
from PIL import Image
from wagtail.models import Comment, CommentReply, PageLogEntry, TaskState, WorkflowState

from core.models import PortalDocument, PortalImage
from services_catalogue.models import (
    Agency,
    BulkChange,
    ExportRun,
    ImportRun,
    LinkStatus,
    LinkUse,
    ReviewTask,
    ServicePage,
    UnitMembership,
)
from services_catalogue.units.collections import collection_of
from submissions.models import FormDefinition
from submissions.models.forms import FormUse

#: Stands in every text of commune B and nowhere else; lists are searched for the word before it.
SECRET, WORD = "zq9731", "khobau"
TITLE = f"{WORD} {SECRET}"


@dataclass(frozen=True, slots=True)
class World:
    """The rows of one unit."""

    service: ServicePage
    document: PortalDocument
    image: PortalImage
    form: FormDefinition
    step: TaskState
    approval: WorkflowState
    form_step: TaskState
    form_approval: WorkflowState
    review: ReviewTask
    import_run: ImportRun
    membership: UnitMembership
    bulk_change: BulkChange
    link: LinkStatus
    export_run: ExportRun

    def state(self) -> list[Any]:
        """Everything that somebody else might have changed."""
        page = ServicePage.objects.get(pk=self.service.pk)
        form = FormDefinition.objects.get(pk=self.form.pk)
        self.approval.refresh_from_db()
        self.form_approval.refresh_from_db()
        return [
            *(page.live, page.locked, page.path, page.latest_revision_id, page.managed_by_id),
            *(page.title, page.wagtail_admin_comments.count(), page.view_restrictions.count()),
            *(self.approval.status, self.form_approval.status),
            *(form.name, form.live, form.locked, form.latest_revision_id),
            PortalDocument.objects.get(pk=self.document.pk).title,
            PortalImage.objects.get(pk=self.image.pk).title,
            ReviewTask.objects.get(pk=self.review.pk).state,
            UnitMembership.objects.filter(pk=self.membership.pk, ends_on=None).count(),
            ServicePage.objects.count(),
            FormDefinition.objects.count(),
        ]


def build(service: ServicePage, agency: Agency, title: str) -> World:
    """The world of ``agency`` around ``service``, a draft whose name is ``title``."""
    author = get_user_model().objects.create_user(f"author-{agency.slug}")
    comment = Comment.objects.create(
        page=service,
        user=author,
        text=title,
        contentpath="summary",
        revision_created=service.latest_revision,
    )
    CommentReply.objects.create(comment=comment, user=author, text=title)
    PageLogEntry.objects.log_action(
        instance=service, action="wagtail.edit", user=author, title=title
    )
    collection = collection_of(agency)
    document = PortalDocument(title=title, collection=collection)
    document.file.save(f"{title.replace(' ', '-')}.pdf", ContentFile(b"%PDF-1.4"))
    canvas = io.BytesIO()
    Image.new("RGB", (20, 20)).save(canvas, "PNG")
    picture = ContentFile(canvas.getvalue(), f"{title.replace(' ', '-')}.png")
    image = PortalImage.objects.create(title=title, collection=collection, file=picture)
    form = FormDefinition(name=title, live=False)
    form.uses = [FormUse(service=service)]
    form.save()
    form.save_revision()
    approval = service.get_workflow().start(service, author)
    form_approval = form.get_workflow().start(form, author)
    review = ReviewTask.objects.create(
        service=service, law="1/2026/nd-cp", written="1/2026/NĐ-CP", note=title, due_on=localdate()
    )
    run = ImportRun.objects.create(
        created_by=author, file_name=f"{title}.json", file_hash="0", file_size=1, unit=agency
    )
    link = LinkStatus.objects.create(
        url=f"https://example.com/{SECRET}", host="example.com", due_at=now()
    )
    LinkUse.objects.create(link=link, source="page", page=service, managed_by=agency)
    return World(
        service, document, image, form, approval.current_task_state, approval,
        form_approval.current_task_state, form_approval, review, run,
        UnitMembership.objects.create(user=author, agency=agency),
        BulkChange.objects.create(created_by=author, action="field", value_label=title),
        link,
        ExportRun.objects.create(created_by=author, file_name=f"{title}.xlsx"),
    )  # fmt: skip
