"""The subjects of mails to colleagues: what the reader has to do, and with how many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from services_catalogue.models import WorkflowMailKind


def subject_of(kind: WorkflowMailKind, matters: Sequence[dict[str, Any]]) -> str:
    """In the active language; ``matters`` have a ``title`` and tell whether they are a ``service``."""
    number = len(matters)
    if number == 1 and kind in (WorkflowMailKind.APPROVED, WorkflowMailKind.REJECTED):
        title = matters[0]["title"]
        one = {
            WorkflowMailKind.APPROVED: _("Đã duyệt: %(title)s"),
            WorkflowMailKind.REJECTED: _("Cần sửa lại: %(title)s"),
        }
        return one[kind] % {"title": title}
    if kind is WorkflowMailKind.WAITING and not all(one["service"] for one in matters):
        return ngettext(
            "%(number)s nội dung chờ bạn duyệt", "%(number)s nội dung chờ bạn duyệt", number
        ) % {"number": number}
    return _texts(number)[kind] % {"number": number}


def _texts(number: int) -> dict[WorkflowMailKind, str]:
    return {
        WorkflowMailKind.WAITING: ngettext(
            "%(number)s dịch vụ chờ bạn duyệt", "%(number)s dịch vụ chờ bạn duyệt", number
        ),
        WorkflowMailKind.SOON: ngettext(
            "%(number)s dịch vụ sắp đến hạn duyệt", "%(number)s dịch vụ sắp đến hạn duyệt", number
        ),
        WorkflowMailKind.OVERDUE: ngettext(
            "%(number)s dịch vụ đã quá hạn duyệt", "%(number)s dịch vụ đã quá hạn duyệt", number
        ),
        WorkflowMailKind.ESCALATED: ngettext(
            "%(number)s dịch vụ quá hạn duyệt đã lâu, cần bạn xử lý",
            "%(number)s dịch vụ quá hạn duyệt đã lâu, cần bạn xử lý",
            number,
        ),
        WorkflowMailKind.APPROVED: ngettext(
            "%(number)s bản sửa của bạn đã được duyệt",
            "%(number)s bản sửa của bạn đã được duyệt",
            number,
        ),
        WorkflowMailKind.REJECTED: ngettext(
            "%(number)s bản sửa của bạn cần sửa lại",
            "%(number)s bản sửa của bạn cần sửa lại",
            number,
        ),
    }
