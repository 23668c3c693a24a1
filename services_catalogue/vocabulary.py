"""The closed vocabularies of the catalogue, each with its plain Vietnamese label.

Sources: the national procedure database (Cổng Dịch vụ công quốc gia) for channels, roles, levels
and units; Nghị định 224/2026/NĐ-CP for the online levels (toàn trình, một phần); CPSV-AP 3.2.0 for
the English names.
"""

import re

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: A procedure code, with the variants seen in the wild: a case (``1.013778.01``), a province
#: (``1.012753.H19``) and the old long form (``1.000110.000.00.00.H01``).
CODE_PATTERN = r"^\d\.\d{6}(\.\d{2}|\.(\d{3}\.\d{2}\.\d{2}\.)?H\d{2})?$"
CODE_RE = re.compile(CODE_PATTERN)

#: Codes that begin so belong to internal procedures, which citizens must not see.
INTERNAL_CODE_PREFIXES = ("5.", "6.")


class OnlineLevel(TextChoices):
    """How much of a service can be done online."""

    FULL = "full", _("Làm trọn trên mạng")
    PARTIAL = "partial", _("Làm một phần trên mạng")
    INFO = "info", _("Nộp tại nơi tiếp nhận")


class Level(TextChoices):
    """Level of government that carries a service out (cấp thực hiện)."""

    MINISTRY = "ministry", _("Cấp bộ")
    PROVINCE = "province", _("Cấp tỉnh")
    COMMUNE = "commune", _("Cấp xã")
    OTHER = "other", _("Cơ quan khác")


class Audience(TextChoices):
    """For whom a service is, folded from the national list of twelve."""

    CITIZEN = "citizen", _("Người dân")
    BUSINESS = "business", _("Doanh nghiệp")
    ORGANISATION = "organisation", _("Tổ chức khác")


class ProcedureKind(TextChoices):
    """Legal kind of a procedure (loại thủ tục). For the record and for editors, not a filter."""

    DELEGATED = "delegated", _("TTHC được luật giao quy định chi tiết")
    LOCAL = "local", _("TTHC không được luật giao cho địa phương quy định")
    SPECIFIC = "specific", _("TTHC đặc thù của tỉnh")
    OTHER = "other", _("Loại khác")
    UNKNOWN = "", _("Chưa phân loại")


class AgencyRole(TextChoices):
    """What an agency does in a service."""

    EXECUTING = "executing", _("Cơ quan thực hiện")
    COMPETENT = "competent", _("Cơ quan có thẩm quyền")
    AUTHORISED = "authorised", _("Cơ quan được uỷ quyền")
    COORDINATING = "coordinating", _("Cơ quan phối hợp")
    RECEIVING = "receiving", _("Nơi tiếp nhận hồ sơ")


class ChannelKind(TextChoices):
    """How an application is handed in (hình thức nộp)."""

    ONLINE = "online", _("Trực tuyến")
    IN_PERSON = "in_person", _("Trực tiếp")
    POST = "post", _("Bưu chính công ích")


class DurationUnit(TextChoices):
    """Unit of a time limit. A number without a unit is never shown."""

    WORKING_DAY = "working_day", _("ngày làm việc")
    DAY = "day", pgettext_lazy("unit of time", "ngày")
    HOUR = "hour", _("giờ")
    MONTH = "month", _("tháng")


class FeeKind(TextChoices):
    """Phí pays for a service, lệ phí is a levy (Luật Phí và lệ phí 97/2015/QH13, điều 3)."""

    CHARGE = "charge", _("Phí")
    LEVY = "levy", _("Lệ phí")


class TargetKind(TextChoices):
    """Where the start button leads."""

    DOSSIER_API = "dossier_api", _("Nộp ngay trên cổng này")
    DEEP_LINK = "deep_link", _("Chuyển sang trang khác để nộp")
    IN_PERSON = "in_person", _("Nộp tại nơi tiếp nhận")


class AgencyKind(TextChoices):
    """What sort of unit an agency is."""

    PROVINCE = "province", _("Cơ quan cấp tỉnh")
    DEPARTMENT = "department", _("Sở, ban, ngành")
    DIVISION = "division", _("Phòng, chi cục, đơn vị trực thuộc")
    COMMUNE = "commune", _("UBND xã, phường, đặc khu")
    SERVICE_CENTRE = "service_centre", _("Trung tâm Phục vụ hành chính công")
    VERTICAL = "vertical", _("Cơ quan ngành dọc")
    CENTRAL = "central", _("Cơ quan trung ương")
    OTHER = "other", _("Cơ quan khác")


class Weekday(IntegerChoices):
    """ISO weekday."""

    MONDAY = 1, _("Thứ Hai")
    TUESDAY = 2, _("Thứ Ba")
    WEDNESDAY = 3, _("Thứ Tư")
    THURSDAY = 4, _("Thứ Năm")
    FRIDAY = 5, _("Thứ Sáu")
    SATURDAY = 6, _("Thứ Bảy")
    SUNDAY = 7, _("Chủ Nhật")
