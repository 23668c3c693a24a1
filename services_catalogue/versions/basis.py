"""What a change from outside (an import) starts from where approved versions wait for their day.

It starts from what is in force: on top of a waiting version it would either bring the coming change
out early or wait itself until that day. The waiting versions stay, and what the change brings is
carried into them when it is published (carrying.py). A draft that an editor built on a waiting version
cannot be told apart from it by a machine; nothing is put on top of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.models import Revision

from services_catalogue.models import ServicePage
from services_catalogue.versions.carrying import changed_in, parted
from services_catalogue.versions.coming import scheduled
from services_catalogue.versions.field_names import names_of


class StandsOnWaiting(Exception):
    """The draft holds what a waiting version will change. The text is for the editor."""


@dataclass(frozen=True, slots=True)
class Basis:
    """The page to change, and the versions that wait beside it (none where it is the latest draft)."""

    page: ServicePage
    waiting: Sequence[Revision] = ()

    def told(self) -> str:
        """What an editor is told before the change is made; empty where nothing waits."""
        return "\n".join(
            _("Bản chờ ngày %(day)s vẫn giữ nguyên ngày của nó.") % {"day": _day(one)}
            for one in self.waiting
        )

    def clashes(self, change: Revision) -> str:
        """Where ``change`` and a waiting version write the same field; the waiting one keeps its own."""
        live = self.page.live_revision
        if not self.waiting or live is None:
            return ""
        said = []
        for one in self.waiting:
            _carried, kept = parted(live.content, change.content, one.content)
            text = _("Bản chờ ngày %(day)s vẫn giữ nguyên ngày của nó.") % {"day": _day(one)}
            if kept:
                text = _(
                    "Bản chờ ngày %(day)s vẫn giữ; nó đã viết khác ở: %(parts)s. Hãy xem bản ấy còn "
                    "đúng không."
                ) % {"day": _day(one), "parts": names_of(tuple(kept))}
            said.append(text)
        return "\n".join(said)


def basis_of(page: ServicePage, *, loaded: ServicePage | None = None) -> Basis:
    """What to change of ``page``: what is in force where versions wait, else the latest draft.

    ``loaded``: the row with its parts, where somebody has read it already. Raises
    :class:`StandsOnWaiting`. Up to four queries where something waits, else two.
    """
    waiting = list(scheduled(page)) if page.live and page.live_revision_id else []
    if not waiting:
        return Basis(page.get_latest_revision_as_object())
    if page.latest_revision_id not in {one.pk for one in waiting}:
        draft = page.get_latest_revision()
        if draft.pk != page.live_revision_id:
            _refuse_if_built_on(page.live_revision, draft, waiting)
            return Basis(page.get_latest_revision_as_object(), waiting)
    in_force = loaded or ServicePage.objects.get(pk=page.pk)
    in_force.state_cause()  # what caused the version in force is not what causes this change
    return Basis(in_force, waiting)


def finished(newer: Iterable[Revision]) -> bool:
    """Whether nobody is at work on any of these revisions: they are approved and wait for their day."""
    return all(one.approved_go_live_at is not None for one in newer)


def _refuse_if_built_on(live: Any, draft: Revision, waiting: Sequence[Revision]) -> None:
    for one in waiting:
        if changed_in(live.content, one.content, draft.content):
            raise StandsOnWaiting(
                _(
                    "Có bản chờ ngày %(day)s, và một bản nháp của %(who)s viết tiếp trên bản ấy. "
                    "Không ghi vào đó; hãy xuất bản hoặc bỏ bản nháp, rồi nhập lại."
                )
                % {"day": _day(one), "who": draft.user or _("chưa rõ ai")}
            )


def _day(revision: Revision) -> str:
    return date_format(localdate(revision.approved_go_live_at), "SHORT_DATE_FORMAT")
