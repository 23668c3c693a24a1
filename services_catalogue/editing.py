"""Services opened and listed in the admin: what Wagtail asks for again and again, read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from wagtail.admin.widgets import BaseChooser
from wagtail.models import Revision, Task, WorkflowState

from services_catalogue.loading import load_parts
from services_catalogue.models import ServicePage

_OPENED = "_opened_revision"


def opened(
    page: ServicePage, workflow_states: list[WorkflowState], latest: Revision | None
) -> ServicePage:
    """``page`` for a form that is only shown, fresh from its row or its latest revision.

    Panels, menus and the checklist each ask for its parts, for the workflow that runs
    (``workflow_states``, as Wagtail prefetches them), for the ``latest`` revision and for the unit
    that keeps it; from here on all of these are in memory.
    """
    from services_catalogue.workflow.deciders import know_keeper

    know_keeper(page, page.managed_by_id)  # no part of drafts: models/stewardship.py
    page._current_workflow_states = workflow_states  # type: ignore[attr-defined]
    page.latest_revision = latest
    for state in workflow_states:
        step = state.current_task_state
        if step is not None and latest is not None and step.revision_id == latest.pk:
            step.revision = latest
    page.__dict__[_OPENED] = page.latest_revision_id if page.has_unpublished_changes else None
    return load_parts(page)


def listed(pages: Iterable[Any]) -> None:
    """Tell each row of a list, fresh from the database, what its buttons will ask for.

    Of pages in moderation Wagtail reads the step anew for each row, and the step asks which unit
    keeps the page.
    """
    from services_catalogue.workflow.deciders import know_keeper

    steps: dict[int, Task] = {}
    for page in pages:
        if isinstance(page, ServicePage):
            know_keeper(page, page.managed_by_id)
        for state in getattr(page, "_current_workflow_states", ()):
            if state.current_task_state is not None:
                step = state.current_task_state.task
                state.current_task_state.task = steps.setdefault(step.pk, step)


def shows(page: ServicePage, revision_id: int) -> bool:
    """Whether ``page`` was opened as it stands in this revision, and no form has changed it."""
    return page.__dict__.get(_OPENED) == revision_id


def show_chosen(form: Any) -> None:
    """Let each chooser show what the page holds in memory, not read it again by its key."""
    for one in _with_those_below(form):
        held = one.instance._state.fields_cache
        for name, field in one.fields.items():
            if isinstance(field.widget, BaseChooser) and held.get(name) is not None:
                _hold(field.widget, held[name])


def choices_once(field: forms.ModelChoiceField) -> None:
    """Read the choices of a short list once: the form and its scripts each go through them."""
    # list() would ask for the number first.
    field.choices = [*iter(field.choices)]  # type: ignore[arg-type]


def _with_those_below(form: Any) -> Iterator[Any]:
    yield form
    for formset in getattr(form, "formsets", {}).values():
        for below in formset.forms:
            yield from _with_those_below(below)


def _hold(widget: Any, chosen: Any) -> None:
    read = widget.get_instance

    def get_instance(value: Any) -> Any:
        return chosen if value == chosen.pk else read(value)

    # The widget is this form's own copy.
    widget.get_instance = get_instance
