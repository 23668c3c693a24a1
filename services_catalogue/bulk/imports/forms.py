"""The file to import, and what to look at of what it would change."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet

from services_catalogue.bulk.imports.files import ENDINGS, ending, looks_like
from services_catalogue.differences.comparing import headings
from services_catalogue.models import Agency, ImportKind, ImportRow, RowState
from services_catalogue.units.scope import Scope


class UploadForm(forms.Form):
    """A file, and the unit that will keep the new services in it."""

    file = forms.FileField(
        label=gettext_lazy("Tệp"),
        help_text=gettext_lazy(
            "Tệp .xlsx, .csv, .jsonl hoặc .jsonl.gz: tệp cổng xuất ra đã sửa, hoặc tệp của Cổng Dịch vụ công quốc gia. Chưa có gì được ghi khi bạn tải lên."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join((*ENDINGS, ".gz"))}),
    )
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Đơn vị phụ trách thủ tục mới"),
        queryset=Agency.objects.none(),
        required=False,
        help_text=gettext_lazy("Thủ tục chưa có trong danh mục sẽ do đơn vị này giữ."),
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Agency.objects.without_tree_fields().filter(is_active=True).order_by("name")
        unit: Any = self.fields["unit"]
        if not scope.everything:
            units = units.filter(pk__in=scope.agencies)
            unit.required = True  # else the new services would be out of their maker's reach
        unit.queryset = units
        if len(scope.agencies) == 1:
            unit.initial = next(iter(scope.agencies))

    def clean_file(self) -> Any:
        """A file of a kind that can be read, and not too large."""
        file = self.cleaned_data["file"]
        if not ending(file.name):
            raise ValidationError(_("Chỉ nhận tệp %(endings)s.") % {"endings": ", ".join(ENDINGS)})
        if file.size > settings.IMPORT_BYTES:
            raise ValidationError(
                _("Tệp lớn quá: nhiều nhất %(size)s.")
                % {"size": filesizeformat(settings.IMPORT_BYTES)}
            )
        start = file.read(4000)
        file.seek(0)
        if not looks_like(file.name, start):
            raise ValidationError(
                _("Nội dung tệp không đúng như tên. Mở lại, lưu đúng dạng rồi gửi lại.")
            )
        return file


class RowFilterSet(WagtailFilterSet):
    """Narrow what a file would change."""

    q = django_filters.CharFilter(label=gettext_lazy("Mã hoặc tên"), method="named")
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Loại"), choices=ImportKind)
    part = django_filters.ChoiceFilter(
        label=gettext_lazy("Phần thay đổi"), choices=lambda: sorted_headings(), method="changing"
    )
    ticked = django_filters.ChoiceFilter(
        label=gettext_lazy("Lựa chọn"),
        choices=[("1", gettext_lazy("Đang chọn")), ("0", gettext_lazy("Không chọn"))],
        method="chosen",
    )
    state = django_filters.ChoiceFilter(label=gettext_lazy("Kết quả"), choices=RowState)

    class Meta:
        model = ImportRow
        fields: list[str] = []

    def named(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Rows whose code or name holds the text."""
        return rows.filter(Q(code__icontains=value) | Q(name__icontains=value))

    def changing(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Rows that change this field."""
        return rows.filter(kind=ImportKind.CHANGED, after__has_key=value)

    def chosen(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Rows that are ticked, or that could be and are not."""
        able = rows.filter(kind__in=(ImportKind.NEW, ImportKind.CHANGED))
        return able.filter(ticked=value == "1")


def sorted_headings() -> list[tuple[str, str]]:
    """Fields of a record by what people call them."""
    return sorted(headings().items(), key=lambda one: one[1])
