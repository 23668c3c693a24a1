"""Who keeps a service right, and when it must be looked at again."""

from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services_catalogue.models.agency import Agency
from services_catalogue.units.onlooker import hidden_from_onlooker

#: Facts of the administration, not of the content: they hold at once, whatever draft is published.
OUTSIDE_DRAFTS = ("managed_by_id", "contact_name", "contact_email", "review_due_on")


class KeptByUnits:
    """A page on which not only the tree but also the unit says who may do what."""

    def permissions_for_user(self, user: Any) -> Any:
        """What ``user`` may do here (a PagePermissionTester)."""
        from services_catalogue.units.page_policy import UnitPagePermissionTester

        return UnitPagePermissionTester(user, self)  # type: ignore[arg-type]


class Stewardship(KeptByUnits, models.Model):
    """The part of a service page that only editors need.

    Rights hang on ``managed_by``. Were it part of drafts, reverting to an old revision would hand
    the service back to a unit that lost it, so what stands in the row is what counts.
    """

    managed_by = models.ForeignKey(
        Agency,
        verbose_name=_("đơn vị phụ trách"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="managed_services",
        help_text=_("Người của đơn vị này và đơn vị cấp trên của nó được sửa dịch vụ."),
    )
    # Written many rows at a time, and no part of what a page says: usage counts the content alone.
    managed_by.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
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

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """A revision as a page, with today's unit and contact instead of those of then."""
        page = super().with_content_json(content)  # type: ignore[misc]
        for name in OUTSIDE_DRAFTS:
            setattr(page, name, getattr(self, name))
        return page

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Save a revision; unit, contact and review date hold from now on, published or not."""
        revision = super().save_revision(*args, **kwargs)  # type: ignore[misc]
        rows = type(self)._base_manager.filter(pk=self.pk)
        rows.update(**{name: getattr(self, name) for name in OUTSIDE_DRAFTS})
        # Choosers show this title to every unit, so that it must not tell what is still a draft.
        rows.filter(live=True).update(draft_title=models.F("title"))  # type: ignore[misc]
        return revision

    def get_admin_display_title(self) -> str:
        """The title; of a draft of another unit, only that there is one."""
        if hidden_from_onlooker(self):
            return gettext("Bản nháp của đơn vị khác")
        return str(super().get_admin_display_title())  # type: ignore[misc]
