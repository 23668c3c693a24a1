"""Carry a change that is shown now into the versions that wait for their day.

A coming version was written on top of what was shown then. When something else is corrected
meanwhile, the coming version would undo it on its day. So each field that the correction changed
and the coming version did not is changed there too; what both changed stays as the coming version
has it, and the editor is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from modelcluster.models import get_all_child_relations
from wagtail.models import Revision

from services_catalogue.models import CauseOfChange, ServicePage

Content = Mapping[str, Any]

#: Of Wagtail's own columns, what an editor writes.
_WRITTEN = ("title", "draft_title", "slug", "seo_title", "search_description", "show_in_menus")
#: Keys and places of rows: no content.
_KEYS = frozenset({"pk", "sort_order", "page", "case", "channel", "time_limit"})


@dataclass(frozen=True, slots=True)
class Carried:
    """What happened to one coming version: names of fields that were carried, and that were not."""

    at: datetime
    carried: tuple[str, ...]
    kept: tuple[str, ...]


def carry(
    before: Revision | None, now: Revision, waiting: Revision, *, user: Any = None
) -> Carried:
    """Carry what changed from ``before`` to ``now`` into ``waiting`` (approved for a day).

    What is carried makes a new revision, approved for the same day; ``waiting`` waits no longer.
    """
    at = waiting.approved_go_live_at
    assert at is not None  # noqa: S101 - only called for revisions that wait
    taken, kept = parted(before.content if before else {}, now.content, waiting.content)
    if taken:
        content = {**waiting.content, **{name: now.content.get(name) for name in taken}}
        page = waiting.content_object.with_content_json(content)
        page.state_cause(
            cause=page.change_cause, note=page.change_note, applies_from=page.applies_from
        )
        revision = page.save_revision(user=user, clean=False, log_action=True)
        revision.approved_go_live_at = at
        revision.save(update_fields=["approved_go_live_at"])
        Revision.objects.filter(pk=waiting.pk).update(approved_go_live_at=None)
    return Carried(at, tuple(taken), tuple(kept))


def parted(base: Content, ours: Content, theirs: Content) -> tuple[list[str], list[str]]:
    """Fields that ``ours`` changed: those that ``theirs`` left as in ``base``, and those that both did."""
    taken: list[str] = []
    kept: list[str] = []
    for name in _fields():
        old, new, other = (_plain(content.get(name)) for content in (base, ours, theirs))
        if new in (old, other):
            continue
        (taken if other == old else kept).append(name)
    return taken, kept


def changed_in(base: Content, waiting: Content, draft: Content) -> list[str]:
    """Fields that ``waiting`` changed and that ``draft`` holds in just that way."""
    found = []
    for name in _fields():
        old, new, held = (_plain(content.get(name)) for content in (base, waiting, draft))
        if new != old and held == new:
            found.append(name)
    return found


def _fields() -> Iterator[str]:
    """Everything of a service's content that an editor writes."""
    yield from _WRITTEN
    ours = {field.name for field in CauseOfChange._meta.get_fields()}
    for field in (*ServicePage._meta.local_fields, *ServicePage._meta.local_many_to_many):
        if field.name not in ours and not field.primary_key:
            yield field.name
    for relation in get_all_child_relations(ServicePage):
        if relation.related_model._meta.app_label == ServicePage._meta.app_label:
            yield relation.get_accessor_name()


def _plain(value: Any) -> Any:
    """``value`` without the keys of rows and blocks, which differ where the content does not."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items() if key not in _KEYS}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, str) and value.startswith(("[", "{")):
        try:
            return _without_ids(json.loads(value))
        except ValueError:
            return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # as decimals are stored
    return "" if value is None else value


def _without_ids(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_ids(one) for key, one in value.items() if key != "id"}
    if isinstance(value, list):
        return [_without_ids(one) for one in value]
    return value
