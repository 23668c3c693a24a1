"""The sheets and columns of our own workbook: one description for the writer and the reader.

Row 1 of a sheet holds the titles, row 2 says what to fill in, data follows from row 3. The first
column is always the code of the service that a row belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.db.models import TextChoices

from services_catalogue.vocabulary import (
    AgencyRole,
    ChannelKind,
    DurationUnit,
    FeeKind,
    OnlineLevel,
    ProcedureKind,
    TargetKind,
)

Kind = Literal["text", "lines", "code", "tick", "int", "decimal", "date"]
#: A cell that goes on with the text of the cell above it: Excel's cells end at 32,767 characters.
CONTINUED = "⤷"
LISTS = "Danh sách"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: key of the record, title and hint for the editor."""

    key: str
    title: str
    hint: str
    kind: Kind = "text"
    choices: type[TextChoices] | None = None
    width: int = 24


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; ``field`` is the field of the record that its rows fill, empty for the services."""

    title: str
    field: str
    columns: tuple[Column, ...]


def _code(hint: str = "Mã của thủ tục ở trang Dịch vụ") -> Column:
    return Column("code", "Mã thủ tục", hint, "code", width=16)


SERVICES = Sheet(
    "Dịch vụ",
    "",
    (
        _code("Ví dụ 1.001193. Mỗi thủ tục một dòng."),
        Column("name", "Tên chính thức", "Đúng như quyết định công bố", width=60),
        Column("short_name", "Tên ngắn", "Cách nói thường ngày, là tên lớn ở đầu trang", width=32),
        Column("summary", "Tóm tắt", "Một, hai câu dễ hiểu, tối đa 600 ký tự", width=48),
        Column("popular_names", "Tên thường gọi", "Mỗi dòng trong ô một cách gọi", "lines"),
        Column("keywords", "Từ khoá", "Mỗi dòng trong ô một từ khoá", "lines"),
        Column("decision_number", "Quyết định công bố", "Ví dụ 163/QĐ-BTP", width=18),
        Column("kind", "Loại thủ tục", "Chọn trong danh sách", choices=ProcedureKind),
        Column("field", "Lĩnh vực", "Chọn hoặc viết tên lĩnh vực"),
        Column("level_ministry", "Cấp bộ", "x nếu đúng", "tick", width=9),
        Column("level_province", "Cấp tỉnh", "x nếu đúng", "tick", width=9),
        Column("level_commune", "Cấp xã", "x nếu đúng", "tick", width=9),
        Column("level_other", "Cơ quan khác", "x nếu đúng", "tick", width=9),
        Column("audience_citizen", "Người dân", "x nếu đúng", "tick", width=9),
        Column("audience_business", "Doanh nghiệp", "x nếu đúng", "tick", width=9),
        Column("audience_organisation", "Tổ chức khác", "x nếu đúng", "tick", width=9),
        Column("audience_detail", "Đối tượng theo quyết định", "Mỗi dòng một đối tượng", "lines"),
        Column("life_events", "Sự kiện đời người", "Mỗi dòng một mã, ví dụ co-con-nho", "lines"),
        Column("online_level", "Mức trực tuyến", "Chọn trong danh sách", choices=OnlineLevel),
        Column("non_territorial", "Phi địa giới", "x nếu nộp ở đâu trong tỉnh cũng được", "tick"),
        Column("guidance", "Hướng dẫn thêm", "Văn bản thường, dòng trống giữa các đoạn", width=48),
        Column("effective_from", "Hiệu lực từ", "ngày/tháng/năm", "date", width=12),
        Column("effective_to", "Hiệu lực đến", "ngày/tháng/năm", "date", width=12),
        Column("superseded_by", "Được thay bằng", "Mã thủ tục thay thế", "code", width=16),
        Column("reviewed_on", "Ngày rà soát", "ngày/tháng/năm", "date", width=12),
        Column("popularity", "Số hồ sơ mỗi năm", "Số nguyên, để trống nếu chưa biết", "int"),
        Column("source_url", "Trang nguồn", "Địa chỉ https://…"),
        Column("demo", "Dữ liệu minh hoạ", "x nếu không phải dữ liệu thật", "tick", width=9),
    ),
)

PARTS: tuple[Sheet, ...] = (
    Sheet(
        "Cơ quan",
        "agencies",
        (
            _code(),
            Column("role", "Vai trò", "Chọn trong danh sách", choices=AgencyRole),
            Column("name", "Tên cơ quan", "Như ở mục Cơ quan của trang quản trị", width=48),
            Column("slug", "Đường dẫn cơ quan", "Để trống cũng được; nếu có thì được ưu tiên"),
        ),
    ),
    Sheet(
        "Các bước",
        "steps",
        (
            _code(),
            Column("title", "Bước", "Vài chữ, ví dụ Nộp hồ sơ", width=32),
            Column("body", "Việc cần làm", "Văn bản thường", width=80),
            Column("actor", "Ai làm", "Ví dụ Bạn, Công chức hộ tịch"),
        ),
    ),
    Sheet(
        "Cách nộp",
        "channels",
        (
            _code(),
            Column("channel", "Cách nộp số", "1, 2, …: các dòng cùng số là một cách nộp", "int"),
            Column("kind", "Hình thức", "Chọn trong danh sách", choices=ChannelKind),
            Column("channel_description", "Mô tả cách nộp", "Nộp ở đâu, thế nào", width=40),
            Column("limit", "Thời hạn số", "1, 2, … trong cách nộp; trống nếu không nêu", "int"),
            Column("value", "Thời gian", "Số, đi cùng đơn vị", "decimal", width=10),
            Column("unit", "Đơn vị", "Chọn trong danh sách", choices=DurationUnit, width=16),
            Column("text", "Thời hạn bằng chữ", "Ví dụ Trong ngày"),
            Column("description", "Thời hạn áp dụng khi", "Trường hợp, giải thích", width=40),
            Column("fee_kind", "Phí hay lệ phí", "Trống nếu dòng không có phí", choices=FeeKind),
            Column("amount", "Số tiền (đồng)", "Số nguyên; 0 là miễn phí", "int", width=14),
            Column("fee_text", "Mức thu bằng chữ", "Khi không có một số tiền"),
            Column("fee_description", "Phí áp dụng khi", "Trường hợp, giải thích", width=40),
        ),
    ),
    Sheet(
        "Giấy tờ",
        "cases",
        (
            _code(),
            Column("case", "Trường hợp số", "1, 2, …: các dòng cùng số là một trường hợp", "int"),
            Column("case_name", "Tên trường hợp", "Trống nếu chỉ có một", width=32),
            Column("name", "Tên giấy tờ", "Mỗi dòng một giấy tờ", width=60),
            Column("originals", "Bản chính", "Số bản", "int", width=10),
            Column("copies", "Bản sao", "Số bản", "int", width=10),
            Column("required", "Bắt buộc", "x nếu phải có", "tick", width=9),
            Column("note", "Chỉ dẫn", "Ai cấp, khi nào không cần nộp", width=40),
            Column("form_name", "Tên mẫu đơn", "Ví dụ Tờ khai đăng ký khai sinh"),
            Column("form_file", "Tệp mẫu đơn", "Tên tệp đã tải lên mục Tài liệu"),
            Column("form_url", "Địa chỉ mẫu đơn", "https://…"),
        ),
    ),
    Sheet(
        "Kết quả",
        "outputs",
        (
            _code(),
            Column("name", "Kết quả", "Giấy tờ người dân nhận được", width=60),
            Column("output_code", "Mã kết quả", "Ví dụ KQ.G15.000012"),
        ),
    ),
    Sheet("Điều kiện", "requirements", (_code(), Column("text", "Điều kiện", "", width=100))),
    Sheet(
        "Căn cứ pháp lý",
        "legal_bases",
        (
            _code(),
            Column("number", "Số hiệu", "Ví dụ 60/2014/QH13"),
            Column("title", "Tên văn bản", "Ví dụ Luật Hộ tịch", width=80),
            Column("url", "Địa chỉ văn bản", "https://…"),
        ),
    ),
    Sheet(
        "Thủ tục liên quan",
        "related",
        (_code(), Column("related", "Mã thủ tục liên quan", "", "code", width=24)),
    ),
    Sheet(
        "Nơi nộp",
        "targets",
        (
            _code(),
            Column("kind", "Nộp ở đâu", "Chọn trong danh sách", choices=TargetKind),
            Column("case", "Trường hợp", "Trống nếu áp dụng cho mọi trường hợp", width=40),
            Column("url", "Địa chỉ nộp", "Bắt buộc khi chuyển sang trang khác", width=48),
        ),
    ),
    Sheet(
        "Hỏi đáp",
        "faq",
        (
            _code(),
            Column("question", "Câu hỏi", "", width=48),
            Column("answer", "Trả lời", "Văn bản thường", width=80),
        ),
    ),
    Sheet(
        "Khối hướng dẫn",
        "blocks",
        (
            _code(),
            Column("json", "Khối", "Nội dung nhiều khối; sửa ở trang quản trị", width=80),
        ),
    ),
)
