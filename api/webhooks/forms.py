"""What a webmaster tells to be told: where to, and of what."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from api.webhooks import endpoints
from services_catalogue.models import Agency, ChangeKind, Field
from services_catalogue.selectors import base_code

#: Codes and slugs of one endpoint; who wants more wants all.
MOST_NAMED = 100
_APART = re.compile(r"[\s,;]+")


class WishesForm(forms.Form):
    """Address and filters."""

    url = forms.CharField(
        max_length=500,
        error_messages={"required": _("Nhập địa chỉ nhận, ví dụ https://trang-cua-ban.vn/webhook")},
    )
    kinds = forms.MultipleChoiceField(choices=ChangeKind.choices, required=False)
    fields_named = forms.CharField(max_length=4000, required=False)
    agencies_named = forms.CharField(max_length=4000, required=False)
    codes_named = forms.CharField(max_length=4000, required=False)

    def clean_url(self) -> str:
        """An address that may be told."""
        url: str = self.cleaned_data["url"].strip()
        try:
            endpoints.checked(url)
        except endpoints.Unfit as problem:
            raise forms.ValidationError(str(problem)) from problem
        return url

    def clean_kinds(self) -> list[str]:
        """Empty for all of them, as for none."""
        kinds = self.cleaned_data["kinds"]
        return [] if len(kinds) == len(ChangeKind) else sorted(kinds)

    def clean_fields_named(self) -> list[str]:
        """Slugs of fields that there are."""
        return self._slugs("fields_named", Field, _("Không có lĩnh vực: %(names)s."))

    def clean_agencies_named(self) -> list[str]:
        """Slugs of agencies that there are."""
        return self._slugs("agencies_named", Agency, _("Không có cơ quan: %(names)s."))

    def clean_codes_named(self) -> list[str]:
        """Procedure codes. One that does not exist yet is fine."""
        names = self._names("codes_named")
        if wrong := [one for one in names if base_code(one) is None]:
            raise forms.ValidationError(
                _("Không phải mã thủ tục: %(names)s."), params={"names": _listed(wrong)}
            )
        return [base_code(one) or one for one in names]

    def wanted(self) -> dict[str, list[str]]:
        """The filters by the names of the model."""
        told = self.cleaned_data
        return {
            "kinds": told["kinds"],
            "fields": told["fields_named"],
            "agencies": told["agencies_named"],
            "codes": told["codes_named"],
        }

    def _names(self, name: str) -> list[str]:
        # The last part of an address serves as well: …/linh-vuc/ho-tich/, …/dv/1.001193
        told = (one.rstrip("/").rsplit("/", 1)[-1] for one in _APART.split(self.cleaned_data[name]))
        names = list(dict.fromkeys(filter(None, told)))
        if len(names) > MOST_NAMED:
            raise forms.ValidationError(_("Nhiều nhất 100; để trống nếu muốn nhận tất cả."))
        return names

    def _slugs(self, name: str, model: Any, said: Any) -> list[str]:
        names = self._names(name)
        known = set(model.objects.filter(slug__in=names).values_list("slug", flat=True))
        if unknown := [one for one in names if one not in known]:
            raise forms.ValidationError(said, params={"names": _listed(unknown)})
        return names


class RegisterForm(WishesForm):
    """The same, and a mailbox."""

    field_order = ["url", "email"]
    email = forms.EmailField(
        max_length=254,
        error_messages={
            "required": _("Nhập địa chỉ thư điện tử của bạn."),
            "invalid": _("Nhập địa chỉ thư đủ phần sau @, ví dụ ten@vidu.vn."),
        },
    )


class LinkForm(forms.Form):
    """Which mailbox wants its links again."""

    email = RegisterForm.base_fields["email"]


def _listed(names: list[str]) -> str:
    return ", ".join(names)[:200]
