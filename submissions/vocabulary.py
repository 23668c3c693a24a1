"""The closed vocabularies of applications, with the plain words that people see.

Source of the ten statuses: the synchronisation message of the national portal (DongBoHoSoMC,
TrangThaiHoSo); the labels are the portal's own everyday words.
"""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class DossierStatus(IntegerChoices):
    """Where a dossier stands, by the national numbers."""

    REGISTERED = 1, _("Đã gửi, chờ tiếp nhận")
    ACCEPTED = 2, _("Đã tiếp nhận")
    DENIED = 3, _("Không được tiếp nhận")
    PROCESSING = 4, _("Đang giải quyết")
    WAITING_PAPERS = 5, _("Cần bổ sung giấy tờ")
    WAITING_PAYMENT = 6, _("Cần nộp tiền")
    WITHDRAWN = 7, _("Đã rút hồ sơ")
    STOPPED = 8, _("Dừng giải quyết")
    FINISHED = 9, _("Có kết quả, chờ trả")
    RETURNED = 10, _("Đã trả kết quả")

    @property
    def ended(self) -> bool:
        """Nothing more will happen."""
        return self in {self.DENIED, self.WITHDRAWN, self.STOPPED, self.RETURNED}

    @property
    def waits_for_applicant(self) -> bool:
        """The clock is paused until the applicant has done something."""
        return self in {self.WAITING_PAPERS, self.WAITING_PAYMENT}


class AttachmentState(TextChoices):
    """What has become of a file that somebody chose."""

    READY = "ready", _("Đã nhận")
    REFUSED = "refused", _("Không dùng được")
    PURGED = "purged", _("Đã xoá sau khi chuyển")


class ScanState(TextChoices):
    """What the virus scanner said. OFF is a state of its own: nobody looked."""

    OFF = "off", _("Chưa quét vi-rút")
    CLEAN = "clean", _("Không thấy vi-rút")
    INFECTED = "infected", _("Có vi-rút")
    MISSED = "missed", _("Máy quét không trả lời")


class DeliveryKind(TextChoices):
    """What an outbox entry brings to the backend."""

    DOSSIER = "dossier", _("Hồ sơ")
    SUPPLEMENT = "supplement", _("Giấy tờ bổ sung")
    WITHDRAWAL = "withdrawal", _("Yêu cầu rút hồ sơ")


class DeliveryState(TextChoices):
    """How far an outbox entry has come."""

    WAITING = "waiting", _("Chờ chuyển")
    DELIVERED = "delivered", _("Đã chuyển")
    PARKED = "parked", _("Dừng lại, cần người xem")


class RequestKind(TextChoices):
    """What the officers ask of the applicant."""

    PAPERS = "papers", _("Bổ sung giấy tờ")
    PAYMENT = "payment", _("Nộp tiền")


class NoticeKind(TextChoices):
    """Why a mail goes out."""

    RESUME = "resume", _("Đường dẫn làm tiếp bản nháp")
    RECEIVED = "received", _("Cổng đã nhận hồ sơ")
    STATUS = "status", _("Hồ sơ có thay đổi")
    REQUEST = "request", _("Cần bạn bổ sung")
    REFUSED = "refused", _("Đến quá muộn")
    OPERATOR = "operator", _("Báo người vận hành")
    EDITORS = "editors", _("Báo biên tập viên")
    SUBSCRIBER = "subscriber", _("Báo người nhận webhook")
    FOLLOWER = "follower", _("Báo người theo dõi dịch vụ")


class DriftKind(TextChoices):
    """How a service of the catalogue differs from what the backend says of it."""

    GONE = "gone", _("Hệ thống xử lý không có thủ tục này")
    CLOSED = "closed", _("Hệ thống xử lý đang tạm đóng thủ tục này")
    FEE = "fee", _("Phí, lệ phí khác nhau")
    TERM = "term", _("Thời hạn khác nhau")
    PAPERS = "papers", _("Thành phần hồ sơ khác nhau")
