"""Why a delivery failed, in words, and what helps."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: The first that a reason begins with or contains says it.
_WORDS: tuple[tuple[str, str | Promise], ...] = (
    ("no_answer", _("Hệ thống xử lý không trả lời. Cổng tự thử lại.")),
    ("http_401", _("Hệ thống xử lý không nhận khoá truy cập. Kiểm tra DOSSIER_API_TOKEN.")),
    ("http_403", _("Hệ thống xử lý không nhận khoá truy cập. Kiểm tra DOSSIER_API_TOKEN.")),
    ("http_404 not-found", _("Hệ thống xử lý không có hồ sơ này. Báo cơ quan giải quyết.")),
    ("http_404", _("Sai địa chỉ hệ thống xử lý. Kiểm tra DOSSIER_API_URL.")),
    ("key-reused", _("Cùng mã chuyển nhưng nội dung khác. Báo người phát triển.")),
    ("reference-used", _("Hệ thống xử lý đã có hồ sơ khác với mã này. Báo người phát triển.")),
    ("wrong-move", _("Hồ sơ đã ở bước khác nên việc này không còn làm được. Báo người nộp.")),
    ("unknown-service", _("Hệ thống xử lý không có thủ tục này. Báo biên tập viên rồi thử lại.")),
    ("closed-service", _("Hệ thống xử lý tạm đóng thủ tục này. Thử lại khi đã mở.")),
    ("unknown-agency", _("Không có cơ quan nhận hồ sơ này. Sửa cơ quan rồi thử lại.")),
    ("http_409", _("Hệ thống xử lý từ chối vì trái với điều nó đã có. Báo cơ quan giải quyết.")),
    ("http_413", _("Tệp quá lớn với hệ thống xử lý. Báo người vận hành hệ thống xử lý.")),
    ("http_4", _("Hệ thống xử lý không nhận nội dung. Báo người phát triển.")),
    ("http_5", _("Hệ thống xử lý gặp lỗi. Cổng tự thử lại.")),
    ("file_is_gone", _("Tệp đính kèm không còn. Khôi phục thư mục tệp rồi thử lại.")),
    ("file_is_damaged", _("Tệp đính kèm bị hỏng. Khôi phục thư mục tệp rồi thử lại.")),
    ("sealed_with", _("Thiếu khoá mã hoá. Thêm khoá cũ vào SUBMISSION_KEYS rồi thử lại.")),
    ("content_is_purged", _("Nội dung đã được xoá nên không chuyển được nữa.")),
    ("dossier_code_is_taken", _("Hệ thống xử lý trả một mã hồ sơ đã có chủ. Báo họ.")),
    ("parked_by_hand", _("Người vận hành đã dừng lại.")),
)


def in_words(reason: str) -> str:
    """What a reason means; the reason itself when it is a new one."""
    return next((str(text) for word, text in _WORDS if word in reason), reason)
