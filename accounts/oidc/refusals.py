"""Why somebody was not let in, in words that tell what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """The provider knows the person; the portal does not let them in. ``str()`` is for the person."""


DOWN = _(
    "%(name)s không trả lời. Hãy thử lại sau ít phút, hoặc đăng nhập bằng tên và mật khẩu của cổng."
)
STALE = _("Lần đăng nhập này đã cũ hoặc mở ở cửa sổ khác. Hãy bấm nút đăng nhập một lần nữa.")
CANCELLED = _("Bạn chưa đăng nhập ở %(name)s. Hãy thử lại, hoặc dùng tên và mật khẩu của cổng.")
ENDED = _("Phiên của bạn ở %(name)s đã hết. Hãy đăng nhập lại.")
UNTRUSTED = _(
    "Cổng không xác minh được câu trả lời của %(name)s. Hãy thử lại; nếu vẫn vậy, hãy báo quản trị viên."
)
UNVERIFIED = _(
    "%(name)s chưa xác minh địa chỉ thư của bạn. Hãy xác minh thư ở đó rồi đăng nhập lại."
)
UNKNOWN = _(
    "Cổng chưa có tài khoản cho địa chỉ thư của bạn. Hãy nhờ quản trị viên thêm tài khoản với đúng địa "
    "chỉ thư bạn dùng ở %(name)s."
)
SEVERAL = _(
    "Nhiều tài khoản của cổng dùng chung địa chỉ thư của bạn. Hãy nhờ quản trị viên sửa cho mỗi người "
    "một địa chỉ."
)
OTHER_PERSON = _(
    "Tài khoản của cổng đã gắn với một người khác ở %(name)s. Hãy nhờ quản trị viên kiểm tra."
)
INACTIVE = _("Tài khoản của bạn ở cổng đã bị khoá. Hãy liên hệ quản trị viên.")
WEAK = _(
    "Bạn đăng nhập ở %(name)s mà không qua xác nhận hai bước. Hãy bật nó ở đó rồi đăng nhập lại."
)
