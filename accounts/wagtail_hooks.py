"""The second step in the admin's menus, and its words in the audit log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from accounts.audit import ACTIONS
from accounts.second_step.resetting import may_reset


@hooks.register("register_log_actions")
def words_of_the_log(actions: Any) -> None:
    """What people read in the report of who did what."""
    for action, label, message in ACTIONS:
        actions.register_action(action, label, message)


@hooks.register("register_account_menu_item")
def own_second_step(request: HttpRequest) -> dict[str, Any]:
    """In one's own account."""
    return {
        "url": reverse("second_step_manage"),
        "label": _("Xác nhận hai bước"),
        "help_text": _("Ngoài mật khẩu, một mã trên điện thoại của bạn."),
    }


@hooks.register("register_user_listing_buttons")
def reset_of_another(user: Any, request_user: Any) -> Iterator[Button]:
    """In the list of people."""
    if may_reset(request_user, user):
        yield Button(
            _("Gỡ xác nhận hai bước"),
            url=reverse("second_step_reset", args=[user.pk]),
            icon_name="key",
            priority=40,
        )
