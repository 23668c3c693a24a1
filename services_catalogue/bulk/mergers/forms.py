"""Which units become one, from when, on what ground."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services_catalogue.models import Agency, UnitMerger
from services_catalogue.vocabulary import AgencyKind


def _active() -> Any:
    """Units of the province: nobody here merges ministries."""
    units = Agency.objects.without_tree_fields().filter(is_active=True)
    return units.exclude(kind=AgencyKind.CENTRAL).order_by("name")


class MergerForm(forms.ModelForm):  # type: ignore[type-arg]
    """Units, and the one that takes them in: one that stands, or a new one by its name."""

    sources = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Các đơn vị được sáp nhập"),
        queryset=Agency.objects.none(),
        widget=forms.SelectMultiple(attrs={"size": 12}),
        help_text=gettext_lazy("Giữ Ctrl (hoặc ⌘) để chọn nhiều đơn vị."),
    )
    target = forms.ModelChoiceField(
        label=gettext_lazy("Nhập vào đơn vị đang có"),
        queryset=Agency.objects.none(),
        required=False,
        help_text=gettext_lazy("Để trống nếu lập đơn vị mới; khi ấy viết tên ở dưới."),
    )

    class Meta:
        model = UnitMerger
        fields = [
            *("sources", "target", "new_name", "new_short_name", "new_kind", "new_egov_code"),
            *("effective_on", "legal_basis"),
        ]
        widgets = {"effective_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sources"].queryset = _active()  # type: ignore[attr-defined]
        self.fields["target"].queryset = _active()  # type: ignore[attr-defined]

    def clean_new_egov_code(self) -> str:
        """A code as the agencies have them, that nobody has."""
        code = str(self.cleaned_data["new_egov_code"]).strip()
        if code:
            Agency._meta.get_field("egov_code").run_validators(code)
            if Agency.objects.filter(egov_code=code).exists():
                raise ValidationError(_("Mã này đã là của một đơn vị khác."))
        return code

    def clean(self) -> dict[str, Any]:
        """Two units at least, and one to take them in that does not lie below them."""
        data = super().clean() or {}
        sources, target = list(data.get("sources") or []), data.get("target")
        name = str(data.get("new_name") or "").strip()
        if bool(target) == bool(name):
            raise ValidationError(_("Chọn đơn vị nhận, hoặc viết tên đơn vị mới: một trong hai."))
        if len({one.pk for one in [*sources, *([target] if target else [])]}) < 2:
            raise ValidationError(_("Cần ít nhất hai đơn vị."))
        if target is not None:
            data["sources"] = [one for one in sources if one.pk != target.pk]
            above = {one.pk for one in target.ancestors()}
            if above & {one.pk for one in sources}:
                raise ValidationError(_("Đơn vị nhận đang ở dưới một đơn vị được sáp nhập."))
        return data
