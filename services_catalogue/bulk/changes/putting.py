"""How each bulk change is put on one page: what stands there, and the new value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from services_catalogue.bulk.chunks import NotDone
from services_catalogue.models import BulkAction, ServiceAgency, ServicePage
from services_catalogue.vocabulary import AgencyRole

_LONGEST_CHAIN = 10


@dataclass(frozen=True, slots=True)
class Putting:
    """``now`` says in words what the page has; ``put`` sets the key or date on a page in memory.

    ``column``: a fact outside drafts (who keeps it, when it is looked at), which holds at once.
    """

    now: Callable[[ServicePage], str]
    put: Callable[[ServicePage, str], None]
    column: str = ""


def _executing(page: ServicePage) -> str:
    names = [
        one.agency.name for one in page.service_agencies.all() if one.role == AgencyRole.EXECUTING
    ]
    return ", ".join(names)


def _put_executing(page: ServicePage, value: str) -> None:
    """The one agency in the place of all that executed it; other roles stay."""
    others = [one for one in page.service_agencies.all() if one.role != AgencyRole.EXECUTING]
    new = ServiceAgency(role=AgencyRole.EXECUTING, agency_id=int(value))
    page.service_agencies = [new, *others]  # type: ignore[misc]
    for order, one in enumerate(page.service_agencies.all()):
        one.sort_order = order


def _put_successor(page: ServicePage, value: str) -> None:
    """Raises :class:`NotDone` where the replacement would lead back to the page."""
    at: Any = int(value)
    for _step in range(_LONGEST_CHAIN):
        if at == page.pk:
            raise NotDone(_("Dịch vụ thay thế lại dẫn về chính dịch vụ này."))
        at = ServicePage.objects.filter(pk=at).values_list("superseded_by_id", flat=True).first()
        if at is None:
            break
    page.superseded_by_id = int(value)


def _field(page: ServicePage, value: str) -> None:
    page.field_id = int(value)


def _unit(page: ServicePage, value: str) -> None:
    page.managed_by_id = int(value)


def _review(page: ServicePage, value: str) -> None:
    page.review_due_on = date.fromisoformat(value)


def _day(value: Any) -> str:
    return formats.date_format(value, "SHORT_DATE_FORMAT") if value else ""


PUTTINGS: dict[str, Putting] = {
    BulkAction.FIELD: Putting(lambda page: page.field.name if page.field_id else "", _field),
    BulkAction.UNIT: Putting(
        lambda page: str(page.managed_by or ""), _unit, column="managed_by_id"
    ),
    BulkAction.EXECUTING: Putting(_executing, _put_executing),
    BulkAction.REVIEW: Putting(
        lambda page: _day(page.review_due_on), _review, column="review_due_on"
    ),
    BulkAction.SUPERSEDED: Putting(lambda page: str(page.superseded_by or ""), _put_successor),
    BulkAction.UNPUBLISH: Putting(
        lambda page: _("đang đăng") if page.live else _("không đăng"), lambda _page, _value: None
    ),
}
