"""Change services as an editor's revision does."""

from __future__ import annotations

from datetime import date
from typing import Any

from wagtail.models import Revision

from services_catalogue.models import Channel, Fee, ServicePage, TimeLimit


def fee(page: ServicePage, amount: int) -> None:
    """Put one fee on ``page`` in memory."""
    limit = TimeLimit(value=5, unit="working_day")
    limit.fees = [Fee(amount=amount, kind="levy")]
    channel = Channel(kind="online")
    channel.time_limits = [limit]
    page.channels = [channel]


def revise(
    page: ServicePage,
    *,
    amount: int | None = None,
    cause: str = "",
    note: str = "",
    applies_from: date | None = None,
    on: Revision | None = None,
    publish: bool = True,
    **values: Any,
) -> Revision:
    """A revision on top of what is shown (or of ``on``), published or approved for its day."""
    page = ServicePage.objects.get(pk=page.pk)
    draft = (on or page.live_revision or page.latest_revision).as_object()
    draft.go_live_at = None
    for name, value in values.items():
        setattr(draft, name, value)
    if amount is not None:
        fee(draft, amount)
    draft.state_cause(cause=cause, note=note, applies_from=applies_from)
    revision = draft.save_revision()
    if publish:
        revision.publish()
    return Revision.objects.get(pk=revision.pk)
