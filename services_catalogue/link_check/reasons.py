"""Why a look at a link failed: keys that are stored, and their words for editors."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

GONE = "gone"
REFUSED = "refused"
SERVER = "server"
STATUS = "status"
TIMEOUT = "timeout"
TLS = "tls"
CONNECTION = "connection"
UNKNOWN_HOST = "unknown_host"
PRIVATE = "private"
LOOP = "loop"
ADDRESS = "address"

WORDS = {
    GONE: gettext_lazy("Trang không còn"),
    REFUSED: gettext_lazy("Trang không cho máy kiểm tra, hãy mở xem bằng tay"),
    SERVER: gettext_lazy("Máy chủ của trang báo lỗi"),
    STATUS: gettext_lazy("Trang trả lời lạ"),
    TIMEOUT: gettext_lazy("Trang không trả lời kịp"),
    TLS: gettext_lazy("Chứng thư bảo mật của trang không hợp lệ"),
    CONNECTION: gettext_lazy("Không kết nối được"),
    UNKNOWN_HOST: gettext_lazy("Tên miền không tồn tại"),
    PRIVATE: gettext_lazy("Địa chỉ trong mạng nội bộ, người dân không mở được"),
    LOOP: gettext_lazy("Trang chuyển hướng vòng quanh"),
    ADDRESS: gettext_lazy("Địa chỉ viết sai"),
}


def in_words(reason: str, status: int | None) -> str:
    """Such as “Trang không còn (404)”; empty for what is fine."""
    if not reason:
        return ""
    words = str(WORDS.get(reason, reason))
    return _("%(words)s (%(status)d)") % {"words": words, "status": status} if status else words
