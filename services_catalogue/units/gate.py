"""Asks of each address of the admin whether the service or step it names is in reach.

Wagtail's views ask for permissions one by one, and a few do not: an action of a workflow takes any
step beside any page, and the question before a cancellation asks nothing. So every address is looked
at before its view.
"""

from __future__ import annotations

from typing import Any

from django.urls import ResolverMatch
from wagtail.models import TaskState
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from services_catalogue.models import ServicePage
from services_catalogue.units.model_policy import UnitModelPolicy
from services_catalogue.units.scope import scope_of

_PAGE_ARGUMENTS = ("page_id", "page_to_move_id", "parent_page_id", "service_id")

_ANYTHING = ("view", "change", "delete", "publish", "lock", "unlock")


def closed_to(user: Any, match: ResolverMatch) -> bool:
    """Whether this address names something of a unit that ``user`` does not reach."""
    scope = scope_of(user)
    if scope.everything:
        return False
    names = list(_PAGE_ARGUMENTS)
    if "wagtailadmin_pages" in match.namespaces:
        names.append("pk")
    pages = [match.kwargs[name] for name in names if name in match.kwargs]
    for service in ServicePage.objects.filter(pk__in=pages) if pages else ():
        if not scope.holds(service):
            return True
    step = match.kwargs.get("task_state_id")
    if step is not None and not _reaches_step(user, step):
        return True
    return "pk" in match.kwargs and not _reaches_row(user, match)


def _reaches_step(user: Any, pk: int) -> bool:
    state = TaskState.objects.filter(pk=pk).select_related("workflow_state").first()
    subject = state and state.workflow_state.content_object
    if subject is None:
        return True  # the view answers that there is no such step
    policy = policy_registry.get(subject)
    return bool(policy.user_has_permission_for_instance(user, "change", subject))


def _reaches_row(user: Any, match: ResolverMatch) -> bool:
    """For addresses of snippets that belong to units; all others are Wagtail's own matter."""
    for model in get_snippet_models():
        policy = policy_registry.get_by_type(model)
        if (
            isinstance(policy, UnitModelPolicy)
            and match.namespace == model.snippet_viewset.url_namespace
        ):
            mine = policy.instances_user_has_any_permission_for(user, _ANYTHING)
            return mine.filter(pk=match.kwargs["pk"]).exists()
    return True
