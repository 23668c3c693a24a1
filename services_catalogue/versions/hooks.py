"""Publishing in the admin: other versions of a service keep their days; imported by wagtail_hooks."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from services_catalogue.models import ServicePage
from services_catalogue.versions.carrying import Carried
from services_catalogue.versions.field_names import names_of
from services_catalogue.versions.schedules import restore, schedules_before

_BEFORE = "_service_schedules"


@hooks.register("before_publish_page")
def remember_schedules(request: HttpRequest, page: Page) -> None:
    """The edit view publishes past ``ServicePage.publish``: remember what waits."""
    if isinstance(page, ServicePage) and page.latest_revision_id:
        before = schedules_before(page, page.latest_revision)
        setattr(request, _BEFORE, (page.latest_revision, before))


@hooks.register("after_publish_page")
def restore_schedules(request: HttpRequest, page: Page) -> None:
    """Give the others their days back, and say what was carried into them."""
    kept = request.__dict__.pop(_BEFORE, None)
    if kept is None:
        return
    revision, before = kept
    for one in restore(before, revision, user=request.user):
        _tell(request, one)


def _tell(request: HttpRequest, one: Carried) -> None:
    day = date_format(localdate(one.at), "SHORT_DATE_FORMAT")
    if one.carried:
        text = _("Điều vừa sửa đã vào cả bản sẽ áp dụng từ %(day)s: %(parts)s.")
        messages.success(request, text % {"day": day, "parts": names_of(one.carried)})
    if one.kept:
        text = _(
            "Bản sẽ áp dụng từ %(day)s đã viết khác ở: %(parts)s. Chỗ đó giữ nguyên; "
            "hãy xem bản ấy còn đúng không."
        )
        messages.warning(request, text % {"day": day, "parts": names_of(one.kept)})
