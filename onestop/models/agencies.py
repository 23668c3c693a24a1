"""Agencies and the officers who work in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Agency(models.Model):
    """A unit that processes dossiers. Its code (Quyết định 20/2020/QĐ-TTg) begins their codes."""

    code = models.CharField(_("mã định danh"), max_length=35, unique=True)
    name = models.CharField(_("tên"), max_length=255)
    parent_name = models.CharField(_("cơ quan cấp trên"), max_length=255, blank=True)
    kind = models.CharField(_("loại"), max_length=20, blank=True)
    address = models.CharField(_("địa chỉ"), max_length=255, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=60, blank=True)
    is_active = models.BooleanField(_("đang hoạt động"), default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Officer(models.Model):
    """A person with a log-in, who sees the dossiers of one agency only."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="officer"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="officers")
    title = models.CharField(_("chức danh"), max_length=120, blank=True)
    heads_agency = models.BooleanField(_("phụ trách đơn vị"), default=False)

    class Meta:
        ordering = ["user__username"]

    def __str__(self) -> str:
        # As Vietnamese names are written: family name first. Letters bear it.
        names = (self.user.last_name, self.user.first_name)
        return " ".join(filter(None, names)) or self.user.get_username()
