"""Asking for a legal check: by the editor before submitting, or by the moderator who approves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, TaskState

from services_catalogue.models import LegalCheckRequest, LegalCheckTask, LegalExpert


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to ask."""

    name: str
    email: str
    organisation: str = ""


def cleaned(data: dict[str, Any]) -> dict[str, Any]:
    """Arguments of :func:`ask` from the fields of the form, which a browser may have changed.

    Raises ValidationError.
    """
    from services_catalogue.workflow.forms import PLACES, AskExpertsForm

    form = AskExpertsForm(data)
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    found = form.cleaned_data
    people = [
        Person(found[f"name_{place}"], found[f"email_{place}"], found[f"organisation_{place}"])
        for place in PLACES
        if found[f"email_{place}"]
    ]
    return {"people": people, "question": found["question"], "days": found["days"]}


@transaction.atomic
def ask(
    page: Page, *, user: Any, people: Sequence[Person], question: str = "", days: int = 5
) -> LegalCheckRequest:
    """Ask ``people`` about ``page``; a request that is open already gets the further people.

    While the legal step runs they are invited at once, else when it begins.
    """
    from services_catalogue.workflow import legal_step

    request, made = LegalCheckRequest.objects.select_for_update().get_or_create(
        page_id=page.pk,
        closed_at=None,
        defaults={"asked_by": user, "question": question, "days": days},
    )
    if not made and question:
        request.question = question
        request.save(update_fields=["question"])
    for one in people:
        LegalExpert.objects.get_or_create(
            request=request,
            email=one.email,
            revoked_at=None,
            defaults={"name": one.name, "organisation": one.organisation},
        )
    step = step_of(page)
    if step is not None:
        legal_step.invite(step, request)
    return request


@transaction.atomic
def revoke(expert: LegalExpert, *, user: Any) -> None:
    """Take the link back. When all who remain have said yes, the workflow goes on."""
    from services_catalogue.workflow import legal_step

    expert.revoked_at = timezone.now()
    expert.save(update_fields=["revoked_at"])
    step = step_of(expert.request.page)
    if step is not None:
        legal_step.go_on_when_all_agree(step, user=user)


def step_of(page: Page) -> TaskState | None:
    """The legal step of ``page`` that is in progress."""
    return (
        TaskState.objects.for_instance(page)
        .filter(
            status=TaskState.STATUS_IN_PROGRESS,
            task__in=LegalCheckTask.objects.values("pk"),
        )
        .first()
    )


def open_request(page: Page) -> LegalCheckRequest | None:
    """What was asked for ``page`` and is not over."""
    return (
        LegalCheckRequest.objects.filter(page_id=page.pk, closed_at=None)
        .select_related("asked_by")
        .first()
    )


def close_all(page_id: Any) -> None:
    """The submission is over, published or taken back: links and requests with it."""
    LegalCheckRequest.objects.filter(page_id=page_id, closed_at=None).update(
        closed_at=timezone.now()
    )
