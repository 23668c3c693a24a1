"""The form that gives a role at a unit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from services_catalogue.models import Agency, UnitMembership, UnitRole
from services_catalogue.units.delegation import last_day, led_by
from services_catalogue.units.scope import scope_of


class MembershipForm(WagtailAdminModelForm):
    """Administrators give roles without end; a head delegates until a day."""

    person = forms.CharField(
        label=gettext_lazy("Người"),
        max_length=254,
        help_text=gettext_lazy("Tên đăng nhập hoặc địa chỉ thư của người đó."),
    )
    field_order = ["person", "agency", "role", "starts_on", "ends_on"]

    class Meta:
        model = UnitMembership
        fields = ["agency", "role", "starts_on", "ends_on"]
        widgets = {"starts_on": AdminDateInput, "ends_on": AdminDateInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.delegating = not self.for_user.has_perm("services_catalogue.add_unitmembership")
        if self.instance.pk:
            self.fields["person"].disabled = True
            self.fields["person"].initial = self.instance.user.get_username()
        if self.delegating:
            self.fields["agency"] = forms.ModelChoiceField(
                label=gettext_lazy("Đơn vị"),
                queryset=Agency.objects.without_tree_fields().filter(pk__in=led_by(self.for_user)),
                # The head's own unit first, not whichever begins with an A.
                initial=scope_of(self.for_user, {UnitRole.HEAD}).home,
                empty_label=None,
            )
            self.fields["ends_on"].required = True
            self.fields["ends_on"].help_text = _(
                "Uỷ quyền luôn có ngày kết thúc và bạn kết thúc sớm hơn lúc nào cũng được."
            )

    def clean_person(self) -> Any:
        """The active person of this log-in name or address."""
        if self.instance.pk:
            return self.instance.user
        typed = self.cleaned_data["person"].strip()
        people = get_user_model()._default_manager.filter(is_active=True)
        found = list(people.filter(Q(username__iexact=typed) | Q(email__iexact=typed))[:2])
        if len(found) != 1:
            raise ValidationError(_("Không tìm thấy đúng một tài khoản đang dùng có tên này."))
        return found[0]

    def clean(self) -> dict[str, Any]:
        """Who, until when, and that nobody raises themselves."""
        cleaned: dict[str, Any] = super().clean() or {}
        person, agency, end = (cleaned.get(name) for name in ("person", "agency", "ends_on"))
        if person is not None:
            self.instance.user = person
        if self.delegating and person == self.for_user:
            self.add_error("person", _("Bạn không uỷ quyền cho chính mình."))
        if self.delegating and agency is not None and isinstance(end, date):
            self._check_end(agency, end)
        return cleaned

    def _check_end(self, agency: Agency, end: date) -> None:
        latest = last_day(self.for_user, agency.pk)
        if end < timezone.localdate():
            self.add_error("ends_on", _("Chọn hôm nay hoặc một ngày sau hôm nay."))
        elif latest is None or end > latest:
            until = date_format(latest or timezone.localdate(), "SHORT_DATE_FORMAT")
            self.add_error("ends_on", _("Bạn uỷ quyền được đến hết ngày %(day)s.") % {"day": until})

    def save(self, commit: bool = True) -> Any:
        """Save; what a head gives is a delegation in the head's name."""
        if self.delegating and not self.instance.pk:
            self.instance.delegated_by = self.for_user
        return super().save(commit)
