"""Writes down that a service was looked at and is still right."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from services_catalogue.models import ServicePage

#: Days until the next look.
EVERY = timedelta(days=365)
ACTION = "services_catalogue.reviewed"


def record_review(page: ServicePage, *, by: str, user: Any = None) -> None:
    """Set the day of the review on what visitors read and on the newest draft; in the log by name.

    A draft that somebody is writing stays a draft: it only gets the two days as well.
    """
    days = {"reviewed_on": timezone.localdate(), "review_due_on": timezone.localdate() + EVERY}
    with transaction.atomic():
        page = ServicePage.objects.select_for_update().get(pk=page.pk)
        waiting = page.has_unpublished_changes
        draft = page.get_latest_revision_as_object()
        for name, value in days.items():
            setattr(draft, name, value)
        revision = draft.save_revision(user=user, changed=False)
        if waiting:
            for name, value in days.items():
                setattr(page, name, value)
            page.save(update_fields=list(days))
        else:
            revision.publish(user=user, changed=False, log_action=False)
        log(instance=page, action=ACTION, user=user, data={"by": by})
