"""What the many services should have."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminPageChooser

from services_catalogue.models import Agency, Field, ServicePage
from services_catalogue.units.scope import MODERATING, scope_of


class ChangeForm(forms.Form):
    """The new value; ``publish`` only for those who may publish, and where drafts matter."""

    through_drafts = True

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        reach = scope_of(user, MODERATING)
        if self.through_drafts and (reach.everything or reach.agencies):
            self.fields["publish"] = forms.BooleanField(
                label=gettext_lazy("Xuất bản ngay"),
                required=False,
                help_text=gettext_lazy(
                    "Bản đang đăng đổi ngay. Trang đang có bản nháp: cả hai bản đều đổi, phần khác của bản nháp giữ nguyên. Không chọn thì gửi duyệt."
                ),
            )

    def value(self) -> tuple[str, str]:
        """Key or date to keep, and its words."""
        chosen = self.cleaned_data["value"]
        return str(chosen.pk), str(chosen)


class FieldForm(ChangeForm):
    """A field of administration."""

    field_order = ["value", "publish"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = forms.ModelChoiceField(
            label=_("Lĩnh vực mới"), queryset=Field.objects.all()
        )
        self.order_fields(self.field_order)


class ExecutingForm(FieldForm):
    """The agency that executes them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = forms.ModelChoiceField(
            label=_("Cơ quan thực hiện mới"),
            queryset=Agency.objects.without_tree_fields().filter(is_active=True).order_by("name"),
            help_text=_("Thay cho mọi cơ quan thực hiện đang ghi. Các vai trò khác giữ nguyên."),
        )
        self.order_fields(self.field_order)


class UnitForm(ChangeForm):
    """The unit that keeps them, within this person's own."""

    through_drafts = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scope = scope_of(self.user)
        units = Agency.objects.without_tree_fields().filter(is_active=True).order_by("name")
        if not scope.everything:
            units = units.filter(pk__in=scope.agencies)
        self.fields["value"] = forms.ModelChoiceField(
            label=_("Đơn vị phụ trách mới"),
            queryset=units,
            help_text=_("Có hiệu lực ngay. Người của đơn vị cũ không sửa được nữa."),
        )


class ReviewForm(ChangeForm):
    """The day by which they are looked at again."""

    through_drafts = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = forms.DateField(
            label=_("Hạn rà soát mới"),
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        )

    def clean_value(self) -> Any:
        """A day to come."""
        day = self.cleaned_data["value"]
        if day < timezone.localdate():
            raise ValidationError(_("Chọn một ngày từ hôm nay trở đi."))
        return day

    def value(self) -> tuple[str, str]:
        """The date."""
        day = self.cleaned_data["value"]
        return day.isoformat(), formats.date_format(day, "SHORT_DATE_FORMAT")


class SupersededForm(FieldForm):
    """The service that replaces them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = forms.ModelChoiceField(
            label=_("Được thay bằng"),
            queryset=ServicePage.objects.filter(content_language="vi"),
            widget=AdminPageChooser(target_models=[ServicePage]),
        )
        self.order_fields(self.field_order)


class UnpublishForm(ChangeForm):
    """Nothing to say."""

    through_drafts = False

    def value(self) -> tuple[str, str]:
        """Nothing."""
        return "", ""
