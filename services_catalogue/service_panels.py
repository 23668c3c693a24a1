"""The form of a service: tabs, panels, and in one line what belongs into each field.

The hints stand here and not on the models: they are for editors, and rewording one is no migration.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    Panel,
)

from services_catalogue.versions.panels import CausePanel
from services_catalogue.workflow.standing_panel import StandingPanel

Tab = tuple[Any, list[Panel | str]]

_NAMES = MultiFieldPanel(
    [
        FieldPanel(
            "official_name",
            help_text=_(
                "Chép đúng như trong quyết định công bố. Ví dụ “Thủ tục đăng ký khai sinh”."
            ),
        ),
        FieldPanel("short_name"),
        FieldRowPanel(
            [
                FieldPanel("code", help_text=_("Mã ở cơ sở dữ liệu quốc gia. Ví dụ 1.001193.")),
                FieldPanel(
                    "decision_number",
                    help_text=_("Số hiệu của quyết định mới nhất. Ví dụ 1234/QĐ-UBND."),
                ),
            ]
        ),
        FieldPanel("kind"),
    ],
    heading=_("Tên và mã"),
)

_SUMMARY = FieldPanel(
    "summary",
    help_text=_(
        "Hai câu: bạn nhận được gì, ai cần làm. Ví dụ “Ghi tên trẻ vào sổ hộ tịch và nhận giấy khai "
        "sinh. Làm trong 60 ngày từ ngày sinh.”"
    ),
)

_SAID = FieldRowPanel(
    [
        FieldPanel(
            "popular_names",
            help_text=_(
                "Người dân gọi là gì, mỗi dòng một cách: “làm giấy khai sinh”, “bằng lái rơi mất”."
            ),
        ),
        FieldPanel(
            "keywords",
            help_text=_("Từ khác mà người tìm có thể gõ, mỗi dòng một từ. Ví dụ “sổ đỏ”."),
        ),
    ]
)

_CLASS = MultiFieldPanel(
    [
        FieldPanel("field", help_text=_("Lĩnh vực ghi trong quyết định công bố. Ví dụ “Hộ tịch”.")),
        FieldPanel(
            "life_events",
            widget=forms.CheckboxSelectMultiple,
            help_text=_(
                "Chọn lúc nào trong đời người ta cần dịch vụ này; thường một, hai ô là đủ."
            ),
        ),
        FieldRowPanel(
            [
                FieldPanel("at_ministry"),
                FieldPanel("at_province"),
                FieldPanel("at_commune"),
                FieldPanel("at_other"),
            ],
            heading=_("Cấp thực hiện"),
        ),
        FieldRowPanel(
            [
                FieldPanel("for_citizens"),
                FieldPanel("for_businesses"),
                FieldPanel("for_organisations"),
            ],
            heading=_("Dành cho"),
        ),
        FieldPanel("audience_detail"),
    ],
    heading=_("Xếp loại"),
)

_OVERVIEW: Tab = (
    _("Tổng quan"),
    [
        StandingPanel(heading=_("Bản sửa này đang ở đâu")),
        _NAMES,
        _SUMMARY,
        _SAID,
        _CLASS,
        InlinePanel(
            "service_agencies",
            label=_("Cơ quan"),
            help_text=_("Ít nhất một cơ quan thực hiện: nơi giải quyết và trả kết quả."),
        ),
        InlinePanel(
            "related_services",
            label=_("Thủ tục liên quan"),
        ),
    ],
)

_WAY: Tab = (
    _("Cách làm"),
    [
        InlinePanel(
            "steps",
            label=_("Bước"),
            help_text=_("Theo thứ tự, mỗi bước một việc; ba đến năm bước là dễ theo nhất."),
        ),
        InlinePanel(
            "requirements",
            label=_("Điều kiện"),
        ),
        InlinePanel(
            "outputs",
            label=_("Kết quả"),
            help_text=_("Thứ người nộp nhận về, quan trọng nhất đứng trước."),
        ),
        FieldPanel(
            "guidance",
            help_text=_("Điều các mục khác chưa nói: lỗi hay gặp, mẹo, câu hỏi thường gặp."),
        ),
    ],
)

_PAPERS: Tab = (
    _("Giấy tờ và biểu mẫu"),
    [
        InlinePanel(
            "cases",
            label=_("Trường hợp"),
            help_text=_("Mỗi trường hợp một bộ giấy tờ. Ai cũng nộp như nhau thì chỉ cần một."),
        )
    ],
)

_CHANNELS: Tab = (
    _("Thời hạn và lệ phí"),
    [
        InlinePanel(
            "channels",
            label=_("Cách nộp"),
            help_text=_("Mỗi cách nộp có thời hạn riêng, mỗi thời hạn có phí, lệ phí riêng."),
        )
    ],
)

_LAW: Tab = (
    _("Pháp luật"),
    [
        InlinePanel(
            "legal_bases",
            label=_("Căn cứ pháp lý"),
            help_text=_("Văn bản đang có hiệu lực, quan trọng nhất đứng trước."),
        )
    ],
)

_ONLINE: Tab = (
    _("Nộp trực tuyến"),
    [
        FieldPanel(
            "online_level",
            help_text=_("“Làm trọn trên mạng” chỉ khi không phải đến cơ quan lần nào."),
        ),
        FieldPanel("non_territorial"),
        InlinePanel(
            "targets",
            label=_("Nơi nộp trực tuyến"),
            help_text=_("Nút “Bắt đầu nộp hồ sơ” dẫn đến đây."),
        ),
    ],
)

_KEPT = MultiFieldPanel(
    [
        FieldPanel("managed_by"),
        FieldRowPanel(
            [
                FieldPanel(
                    "contact_name",
                    help_text=_(
                        "Người trả lời được câu hỏi về nội dung. Ví dụ “Nguyễn Thị Hoa, Phòng Hộ tịch”."
                    ),
                ),
                FieldPanel("contact_email"),
            ]
        ),
        FieldRowPanel(
            [
                FieldPanel(
                    "reviewed_on",
                    help_text=_("Ngày gần nhất có người đọc lại cả trang và thấy đúng."),
                ),
                FieldPanel("review_due_on"),
            ]
        ),
    ],
    heading=_("Ai giữ, khi nào xem lại"),
)

_VALIDITY: Tab = (
    _("Hiệu lực"),
    [
        CausePanel(),
        FieldRowPanel(
            [
                FieldPanel(
                    "effective_from", help_text=_("Ngày thủ tục bắt đầu áp dụng, theo quyết định.")
                ),
                FieldPanel(
                    "effective_to", help_text=_("Để trống khi chưa biết ngày thủ tục hết áp dụng.")
                ),
            ]
        ),
        PageChooserPanel(
            "superseded_by", help_text=_("Người mở trang cũ được dẫn sang trang chọn ở đây.")
        ),
        _KEPT,
        FieldPanel(
            "popularity",
            help_text=_("Ước lượng, để xếp trước sau khi tìm. Ví dụ 12000."),
        ),
        FieldPanel("source_url", help_text=_("Trang của thủ tục này ở cơ sở dữ liệu quốc gia.")),
        FieldPanel("is_demo"),
    ],
)

SERVICE_TABS: tuple[Tab, ...] = (
    _OVERVIEW,
    _WAY,
    _PAPERS,
    _CHANNELS,
    _LAW,
    _ONLINE,
    _VALIDITY,
)
