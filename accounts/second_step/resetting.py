"""An administrator takes a lost authenticator away from an account."""

from __future__ import annotations

from typing import Any

import structlog
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from accounts import audit
from accounts.second_step import devices
from accounts.sessions import end_sessions

logger = structlog.get_logger(__name__)


def may_reset(by: Any, account: Any) -> bool:
    """Who may change people may; an administrator's only another administrator; one's own nobody."""
    if not by.has_perm("accounts.change_user") or by.pk == account.pk:
        return False
    return bool(by.is_superuser or not account.is_superuser)


@never_cache
@require_admin_access
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then do it: the person's sessions end and the person is told by mail."""
    account = get_object_or_404(get_user_model(), pk=pk)
    if not may_reset(request.user, account):
        raise PermissionDenied
    if request.method != "POST":
        return TemplateResponse(
            request,
            "accounts/reset.html",
            {"account": account, "on": devices.has_device(account)},
        )
    devices.forget(account)
    end_sessions(account.pk)
    audit.record(audit.RESET, account, by=request.user)
    _tell(account)
    messages.success(
        request,
        _("Đã gỡ xác nhận hai bước của %(name)s. Người này đăng nhập lại bằng mật khẩu.")
        % {"name": account.get_full_name() or account.get_username()},
    )
    return redirect("wagtailusers_users:edit", account.pk)


def _tell(account: Any) -> None:
    if not account.email:
        return
    text = _(
        "Chào bạn,\n\nQuản trị viên vừa gỡ xác nhận hai bước khỏi tài khoản của bạn ở trang quản trị "
        "%(address)s. Lần đăng nhập tới, bạn hãy đặt lại.\n\nNếu bạn không nhờ việc này, hãy báo ngay cho "
        "quản trị viên và đổi mật khẩu."
    ) % {"address": settings.PUBLIC_URL}
    try:
        send_mail(
            _("Xác nhận hai bước của bạn đã được gỡ"),
            text,
            settings.DEFAULT_FROM_EMAIL,
            [account.email],
        )
    except OSError as problem:
        # What was done stays done; the mail server's silence is in the log.
        logger.error("mail about a reset second step was not sent", reason=type(problem).__name__)
