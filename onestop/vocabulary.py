"""The closed vocabularies of onestop.

Source of the ten statuses: the synchronisation message of the national portal (DongBoHoSoMC,
TrangThaiHoSo). Which may follow which: Nghị định 118/2025/NĐ-CP, articles 17 (receiving), 18
(processing), 21 (stopping), 22 (returning the result).
"""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DossierStatus(IntegerChoices):
    """Where a dossier stands, by the national numbers and names."""

    REGISTERED = 1, _("Mới đăng ký")
    ACCEPTED = 2, _("Được tiếp nhận")
    DENIED = 3, _("Không được tiếp nhận")
    PROCESSING = 4, _("Đang xử lý")
    WAITING_PAPERS = 5, _("Yêu cầu bổ sung giấy tờ")
    WAITING_PAYMENT = 6, _("Yêu cầu thực hiện nghĩa vụ tài chính")
    WITHDRAWN = 7, _("Công dân yêu cầu rút hồ sơ")
    STOPPED = 8, _("Dừng xử lý")
    FINISHED = 9, _("Đã xử lý xong")
    RETURNED = 10, _("Đã trả kết quả")

    @property
    def next_statuses(self) -> frozenset[DossierStatus]:
        """What it may become in one move."""
        return _NEXT[self]

    def may_become(self, other: int) -> bool:
        """Whether one move leads from here to ``other``."""
        return other in _NEXT[self]

    @property
    def ended(self) -> bool:
        """Nothing more will happen."""
        return not _NEXT[self]

    @property
    def waits_for_applicant(self) -> bool:
        """The clock is paused until the applicant has done something."""
        return self in {self.WAITING_PAPERS, self.WAITING_PAYMENT}

    @property
    def open_for_officers(self) -> bool:
        """The clock runs: officers have something to do."""
        return self in {self.REGISTERED, self.ACCEPTED, self.PROCESSING}


_S = DossierStatus
#: A paused dossier goes back to where it was paused, or ends.
_FROM_WAITING = {_S.REGISTERED, _S.ACCEPTED, _S.PROCESSING, _S.DENIED, _S.WITHDRAWN, _S.STOPPED}
_NEXT: dict[DossierStatus, frozenset[DossierStatus]] = {
    _S.REGISTERED: frozenset(
        {_S.ACCEPTED, _S.DENIED, _S.WAITING_PAPERS, _S.WAITING_PAYMENT, _S.WITHDRAWN}
    ),
    _S.ACCEPTED: frozenset(
        {
            _S.PROCESSING,
            _S.WAITING_PAPERS,
            _S.WAITING_PAYMENT,
            _S.WITHDRAWN,
            _S.STOPPED,
            _S.FINISHED,
        }
    ),
    _S.DENIED: frozenset(),
    _S.PROCESSING: frozenset(
        {_S.WAITING_PAPERS, _S.WAITING_PAYMENT, _S.WITHDRAWN, _S.STOPPED, _S.FINISHED}
    ),
    _S.WAITING_PAPERS: frozenset(_FROM_WAITING),
    _S.WAITING_PAYMENT: frozenset(_FROM_WAITING),
    _S.WITHDRAWN: frozenset(),
    _S.STOPPED: frozenset(),
    _S.FINISHED: frozenset({_S.RETURNED}),
    _S.RETURNED: frozenset(),
}


class EventKind(TextChoices):
    """What happened to a dossier."""

    RECEIVED = "received", _("Nhận hồ sơ")
    ACCEPTED = "accepted", _("Tiếp nhận hồ sơ")
    DENIED = "denied", _("Từ chối tiếp nhận")
    STARTED = "started", _("Bắt đầu giải quyết")
    PAPERS_ASKED = "papers_asked", _("Yêu cầu bổ sung giấy tờ")
    PAYMENT_ASKED = "payment_asked", _("Yêu cầu nộp tiền")
    SUPPLEMENTED = "supplemented", _("Người nộp đã bổ sung")
    PAID = "paid", _("Đã nộp tiền")
    HANDED_ON = "handed_on", _("Chuyển cơ quan giải quyết")
    ASSIGNED = "assigned", _("Giao cán bộ")
    EXTENDED = "extended", _("Xin lỗi và hẹn lại ngày trả")
    WITHDRAWN = "withdrawn", _("Người nộp rút hồ sơ")
    STOPPED = "stopped", _("Dừng giải quyết")
    FINISHED = "finished", _("Có kết quả")
    RETURNED = "returned", _("Trả kết quả")
    NOTED = "noted", _("Ghi chú nội bộ")

    @property
    def public(self) -> bool:
        """Applicants see it in their timeline."""
        return self not in {self.ASSIGNED, self.NOTED}


class Channel(IntegerChoices):
    """How a dossier came in (KenhThucHien of the national message)."""

    COUNTER = 1, _("Trực tiếp")
    ONLINE = 2, _("Trực tuyến")
    POST = 3, _("Bưu chính công ích")


class TermUnit(TextChoices):
    """Unit of a time limit."""

    WORKING_DAY = "working_day", _("ngày làm việc")
    DAY = "day", pgettext_lazy("unit of time", "ngày")
    HOUR = "hour", _("giờ")
    MONTH = "month", _("tháng")


class FigurePeriod(TextChoices):
    """How much time a row of figures covers."""

    DAY = "D", _("Ngày")
    MONTH = "M", _("Tháng")
    YEAR = "Y", _("Năm")


class FigureGroup(TextChoices):
    """By what figures are counted."""

    AGENCY = "agency", _("Cơ quan")
    FIELD = "field", _("Lĩnh vực")
    SERVICE = "service", _("Dịch vụ")
