"""Whether a person may change this page now: their unit, their rights, and nobody's lock."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from services_catalogue.bulk.chunks import NotDone
from services_catalogue.models import RowState, ServicePage
from services_catalogue.units.scope import scope_of


def may_change(page: ServicePage, user: Any) -> None:
    """Raises :class:`NotDone` with the reason when ``user`` may not change ``page`` now."""
    if why := hindrance(page, user):
        note, locked = why
        raise NotDone(note, RowState.CONFLICT if locked else RowState.FAILED)


def hindrance(page: ServicePage, user: Any) -> tuple[str, bool] | None:
    """Why ``user`` may not change ``page`` now, and whether only a lock stands in the way."""
    if user is None or not user.is_active or not scope_of(user).holds(page):
        return _("Ngoài phạm vi của bạn."), False
    permissions = page.permissions_for_user(user)
    if permissions.page_locked():
        return _("Trang đang khoá hoặc đang chờ người khác duyệt."), True
    if not permissions.can_edit():
        return _("Bạn không được sửa trang này."), False
    return None
