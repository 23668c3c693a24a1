"""Tells editors of differences that have just appeared: who keeps the page, else the moderators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.roles import MODERATORS
from core.addresses import absolute
from services_catalogue.models import ServicePage
from submissions.models import Notice, ServiceDrift
from submissions.notices import queue_mail
from submissions.vocabulary import NoticeKind

REPORT = "/quan-tri/bao-cao/khac-he-thong-xu-ly/"
#: Lines in one mail; the report has them all.
MOST_LINES = 50


def tell_editors(new: Sequence[ServiceDrift]) -> list[Notice]:
    """One mail a person, however many services."""
    by_reader: dict[str, list[ServiceDrift]] = defaultdict(list)
    owners = _owners({one.service_code for one in new})
    moderators = list(
        User.objects.filter(groups__name=MODERATORS, is_active=True)
        .exclude(email="")
        .values_list("email", flat=True)
        .distinct()
    )
    for drift in new:
        for address in owners.get(drift.service_code) or moderators:
            by_reader[address].append(drift)
    with translation.override("vi"):
        mails = [_mail(address, drifts) for address, drifts in by_reader.items()]
    return [mail for mail in mails if mail]


def _owners(codes: set[str]) -> dict[str, list[str]]:
    pages = ServicePage.objects.filter(code__in=codes, owner__is_active=True)
    return {
        code: [email] for code, email in pages.values_list("code", "owner__email") if code and email
    }


def _mail(address: str, drifts: list[ServiceDrift]) -> Notice | None:
    count = len(drifts)
    lines = [f"- {one.service_code}: {one.get_kind_display()}" for one in drifts[:MOST_LINES]]
    return queue_mail(
        kind=NoticeKind.EDITORS,
        cause=f"drift:{min(one.pk for one in drifts)}:{count}:{timezone.now():%Y%m%d%H%M%S%f}",
        to=[address],
        subject=ngettext(
            "%(count)s chỗ khác với hệ thống xử lý",
            "%(count)s chỗ khác với hệ thống xử lý",
            count,
        )
        % {"count": count},
        text="\n".join(
            [
                _("Danh mục và hệ thống xử lý nói khác nhau về các dịch vụ sau:"),
                "",
                *lines,
                "",
                _("Xem từng chỗ và sửa:"),
                absolute(REPORT),
                "",
            ]
        ),
    )
