"""A telephone with an authenticator, for tests."""

from __future__ import annotations

import re
import time
from typing import Any

from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

LOGIN = "/quan-tri/login/"
CODE = "/quan-tri/login/ma-xac-nhan/"
SET_UP = "/quan-tri/xac-nhan-hai-buoc/dat/"
MANAGE = "/quan-tri/xac-nhan-hai-buoc/"
PASSWORDS = {"bientap": "bien-tap-2026", "duyet": "nguoi-duyet-2026", "quantri": "quan-tri-2026"}


def code_of(user: Any, *, steps: int = 0, confirmed: bool = True) -> str:
    """The code that the telephone shows now, or so many half minutes later."""
    device = TOTPDevice.objects.get(user=user, confirmed=confirmed)
    clock = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    clock.time = time.time() + steps * device.step
    return f"{clock.token():06d}"


def give_password(browser: Client, username: str, **more: str) -> Any:
    """Send the log-in form."""
    data = {"username": username, "password": PASSWORDS[username], **more}
    return browser.post(LOGIN, data)


def set_up(browser: Client, user: Any) -> list[str]:
    """Scan and confirm in a browser that is logged in; answers the recovery codes."""
    assert browser.get(SET_UP).status_code == 200
    answer = browser.post(SET_UP, {"code": code_of(user, confirmed=False)}, follow=True)
    return re.findall(r"<code>(\d{5} \d{5})</code>", answer.content.decode())


def is_in(browser: Client) -> bool:
    """Whether the desk opens."""
    return browser.get("/quan-tri/").status_code == 200
