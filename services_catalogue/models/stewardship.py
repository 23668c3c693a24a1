"""Who keeps a service right, and when it must be looked at again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from services_catalogue.models.agency import Agency


class Stewardship(models.Model):
    """The part of a service page that only editors need."""

    managed_by = models.ForeignKey(
        Agency,
        verbose_name=_("đơn vị phụ trách"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="managed_services",
        help_text=_("Người của đơn vị này và đơn vị cấp trên của nó được sửa dịch vụ."),
    )
    contact_name = models.CharField(_("người giữ nội dung"), max_length=120, blank=True)
    contact_email = models.EmailField(
        _("thư của người giữ nội dung"),
        blank=True,
        help_text=_("Người này không cần tài khoản: cổng gửi thư khi dịch vụ cần xem lại."),
    )
    reviewed_on = models.DateField(_("ngày rà soát"), null=True, blank=True)
    review_due_on = models.DateField(
        _("hạn rà soát tới"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Đến ngày này, dịch vụ hiện trên bàn làm việc của đơn vị phụ trách."),
    )

    class Meta:
        abstract = True
