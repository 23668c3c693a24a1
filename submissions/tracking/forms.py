"""What people type to find their dossier."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from search.codes import dossier_code
from submissions.references import tidy_reference


def tidy_code(text: str) -> str:
    """A dossier code or reference as it is kept: capitals, plain dashes, no spaces; "" for neither."""
    return tidy_reference(text) or dossier_code(text)


class LookUpForm(forms.Form):
    """Code and four digits. Neither is ever put into an address by this form (it is posted)."""

    code = forms.CharField(
        max_length=80,
        error_messages={"required": _("Nhập mã hồ sơ, ví dụ H49.22-261124-0001.")},
    )
    digits = forms.CharField(
        max_length=40,
        error_messages={
            "required": _("Nhập bốn số cuối của số điện thoại hoặc số căn cước đã khai.")
        },
    )

    def clean_code(self) -> str:
        """The code in its one form."""
        code = tidy_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _("Mã này không đúng. Xem lại từng chữ, ví dụ H49.22-261124-0001.")
            )
        return code

    def clean_digits(self) -> str:
        """The last four digits, also of a whole number typed by habit."""
        digits = re.sub(r"[\s.\-]", "", self.cleaned_data["digits"])
        if not re.fullmatch(r"\+?[0-9]{4,}", digits):
            raise forms.ValidationError(_("Nhập đúng bốn chữ số, ví dụ 0412."))
        return digits[-4:]


class WithdrawForm(forms.Form):
    """Why somebody withdraws: useful to the office, not required."""

    reason = forms.CharField(max_length=500, required=False, strip=True)


def errors_of(form: forms.Form) -> list[dict[str, Any]]:
    """Errors in the order of the fields: [{field, text}], for the summary above the form."""
    return [
        {"field": name, "text": text} for name in form.fields for text in form.errors.get(name, [])
    ]
