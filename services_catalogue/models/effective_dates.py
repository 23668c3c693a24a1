"""A service may have several approved versions, each with its day; none of them locks the page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from wagtail.models import Page, Revision

from services_catalogue.models.versions import CauseOfChange


class EffectiveDates(CauseOfChange, Page):
    """How revisions of a service are saved, approved for a day and published."""

    #: Whether somebody said why for the change at hand; else a new change begins without a cause.
    _cause_stated = False

    class Meta:
        abstract = True

    def state_cause(
        self, *, cause: str = "", note: str = "", applies_from: date | None = None
    ) -> None:
        """Say why this change is made; ``cause`` is the number of a legal document."""
        self.change_cause, self.change_note, self.applies_from = cause, note, applies_from
        self._cause_stated = True

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a revision; a day to come is the day on which it is shown."""
        from services_catalogue.versions.coming import midnight

        if not self.has_unpublished_changes and not self._cause_stated:
            self.forget_cause()
        self._cause_stated = False
        day = self.applies_from
        if day and day > timezone.localdate():
            chosen = self.go_live_at
            if chosen is None or timezone.localdate(chosen) != day:
                self.go_live_at = midnight(day)
        return super().save_revision(*args, **kwargs)

    def with_content_json(self, content: Any) -> Any:
        """The page as ``content`` has it. What is shown now is a fact of the page, not of content.

        Wagtail takes it from the revision, which may have been saved before anything was shown; a
        revision approved for a day would then take the page offline until that day.
        """
        page = super().with_content_json(content)
        page.live_revision_id = self.live_revision_id
        return page

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> None:
        """Publish, or approve for its day, ``revision``; other versions that wait go on waiting."""
        from services_catalogue.versions.schedules import keeping_schedules

        with keeping_schedules(self, revision, user):  # type: ignore[arg-type]
            super().publish(revision, user=user, **kwargs)

    def get_lock(self) -> Any:
        """The lock of the page, if any. Wagtail locks what has a schedule; a wrong fee cannot wait."""
        known = self.__dict__.get("_approved_schedule")
        self._approved_schedule = False
        try:
            return super().get_lock()
        finally:
            if known is None:
                del self._approved_schedule
            else:
                self._approved_schedule = known
