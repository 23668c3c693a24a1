"""The weekly mail in a person's account settings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from services_catalogue.models import DigestChoice


class DigestForm(forms.ModelForm):
    """Yes or no."""

    class Meta:
        model = DigestChoice
        fields = ["weekly"]


class DigestPanel(BaseSettingsPanel):
    """Beside Wagtail's own notifications."""

    name = "digest"
    title = _("Thư tổng hợp hằng tuần")
    tab = notifications_tab
    order = 150
    form_class = DigestForm

    def get_form(self) -> Any:
        """The person's choice, or the usual one."""
        choice = DigestChoice.objects.filter(user=self.user).first() or DigestChoice(user=self.user)
        data = self.request.POST if self.request.method == "POST" else None
        return DigestForm(data, instance=choice, prefix=self.name)
