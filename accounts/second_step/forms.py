"""The one field of the second step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_otp.models import Device

from accounts.second_step import devices

WRONG = _("Mã không đúng hoặc đã hết hạn. Hãy đợi ứng dụng đổi sang mã mới rồi nhập lại.")
TOO_SOON = _("Bạn vừa nhập sai. Hãy đợi vài giây rồi nhập mã mới nhất.")


class CodeForm(forms.Form):
    """A code of ``user``'s authenticator, or a recovery code; ``device`` is whose it was."""

    code = forms.CharField(
        label=_("Mã xác nhận"),
        max_length=20,
        help_text=_("6 số trong ứng dụng xác thực, hoặc một mã dự phòng 10 số."),
        error_messages={"required": _("Hãy nhập mã xác nhận.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "autofocus": True,
                "spellcheck": "false",
            }
        ),
    )
    device: Device | None = None

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_code(self) -> str:
        """Ask the device."""
        typed: str = self.cleaned_data["code"]
        too_soon = devices.too_soon(self.user)
        self.device = self.check(typed)
        if self.device is None:
            raise forms.ValidationError(TOO_SOON if too_soon else WRONG)
        return typed

    def check(self, typed: str) -> Device | None:
        """The device that ``typed`` is a code of."""
        return devices.verify(self.user, typed)


class SetUpForm(CodeForm):
    """The first code of a new authenticator."""

    def __init__(self, new: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(new.user, *args, **kwargs)
        self.new = new
        self.fields["code"].help_text = _("6 số mà ứng dụng vừa hiện.")

    def check(self, typed: str) -> Device | None:
        """Only the new one counts."""
        code = "".join(filter(str.isdigit, typed))
        return self.new if self.new.verify_token(code) else None
