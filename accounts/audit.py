"""Who came in, who tried, who left: in Wagtail's log of what people did, and counted in our own log.

The log of the process names nobody; the log in the database names the account, never a password.
"""

from __future__ import annotations

from typing import Any

import structlog
from django.contrib.auth import get_user_model, signals
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

logger = structlog.get_logger(__name__)

LOGIN, LOGOUT, FAILED = "accounts.login", "accounts.logout", "accounts.login.failed"
SET_UP, OFF = "accounts.second_step.set_up", "accounts.second_step.off"
RESET, CODES = "accounts.second_step.reset", "accounts.second_step.codes"
RECOVERED = "accounts.second_step.recovery_code"

#: (action, what one does, what was done).
ACTIONS = (
    (LOGIN, _("Đăng nhập"), _("Đã đăng nhập")),
    (LOGOUT, _("Đăng xuất"), _("Đã đăng xuất")),
    (FAILED, _("Đăng nhập không thành công"), _("Có người đăng nhập không thành công")),
    (SET_UP, _("Bật xác nhận hai bước"), _("Đã bật xác nhận hai bước")),
    (OFF, _("Tắt xác nhận hai bước"), _("Đã tắt xác nhận hai bước")),
    (RESET, _("Gỡ xác nhận hai bước của một người"), _("Đã gỡ xác nhận hai bước của người này")),
    (CODES, _("Tạo mã dự phòng"), _("Đã tạo mã dự phòng mới")),
    (RECOVERED, _("Đăng nhập bằng mã dự phòng"), _("Đã dùng một mã dự phòng")),
)


def record(action: str, account: Any, by: Any = None, **data: Any) -> None:
    """Keep what happened to ``account``, done by a person or by nobody known."""
    log(instance=account, action=action, user=by, data=data)


def connect() -> None:
    """Listen to Django's signals, which every road of logging in sends."""
    signals.user_logged_in.connect(_logged_in)
    signals.user_logged_out.connect(_logged_out)
    signals.user_login_failed.connect(_failed)


def _logged_in(sender: Any, request: HttpRequest | None, user: Any, **more: Any) -> None:
    way = getattr(request, "login_way", "password")
    logger.info("logged in", way=way)
    record(LOGIN, user, by=user, way=way)


def _logged_out(sender: Any, request: HttpRequest | None, user: Any, **more: Any) -> None:
    if user is not None:
        record(LOGOUT, user, by=user)


def _failed(
    sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **more: Any
) -> None:
    step = credentials.get("step", "password")
    logger.warning("log-in failed", step=step)
    # Locked out already: axes has counted enough, and a flood must not fill the table.
    if getattr(request, "axes_locked_out", False):
        return
    model = get_user_model()
    name = str(credentials.get("username") or "")[:150].replace("\0", "")
    account = model._default_manager.filter(**{model.USERNAME_FIELD: name}).first()
    if account is not None:
        record(FAILED, account, step=step)
