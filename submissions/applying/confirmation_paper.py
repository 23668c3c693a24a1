"""“Giấy xác nhận cổng đã nhận hồ sơ” as PDF/UA: what the portal itself can vouch for.

Not the receipt of form 01 (TT 03/2025/TT-VPCP): that one is the agency's, after it has looked at the
papers.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import segno
import typst
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.site_settings import PortalSettings
from submissions.models import Submission

LAYOUT = Path(__file__).parent / "confirmation.typ"


def confirmation_paper(submission: Submission, link: str) -> bytes:
    """A tagged PDF in the language of the application. Holds no personal data but the reference."""
    with translation.override(submission.language):
        content = _content(submission, link)
    pdf = typst.compile(
        LAYOUT,
        root=LAYOUT.parent,
        format="pdf",
        pdf_standards="ua-1",
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(content, ensure_ascii=False)},
        timestamp=int(submission.submitted_at.timestamp()),
    )
    if not isinstance(pdf, bytes):  # a list is for pictures of pages
        raise TypeError("one document was asked for")
    return pdf


def _content(submission: Submission, link: str) -> dict[str, Any]:
    site = PortalSettings.objects.first() or PortalSettings()
    at = timezone.localtime(submission.submitted_at)
    facts = [
        (_("Dịch vụ"), submission.service_name),
        (_("Mã thủ tục"), submission.service_code),
        (_("Trường hợp"), submission.case_name),
        (_("Cơ quan giải quyết"), submission.agency_name),
        (_("Nộp lúc"), f"{at:%H:%M, %d/%m/%Y}"),
    ]
    files = submission.attachments.all()
    return {
        "language": submission.language,
        "title": _("Giấy xác nhận cổng đã nhận hồ sơ"),
        "portal": str(site.full_name),
        "reference_label": _("Mã tham chiếu"),
        "reference": submission.reference,
        "facts": [[name, str(value)] for name, value in facts if value],
        "papers_label": _("Giấy tờ đã gửi"),
        "papers": [_paper(one) for one in files],
        "next_label": _("Việc tiếp theo"),
        "next": [
            _("Cổng chuyển hồ sơ tới cơ quan giải quyết."),
            _("Cán bộ kiểm tra giấy tờ trong 8 giờ làm việc rồi cấp mã hồ sơ và giấy hẹn trả."),
            _("Theo dõi bằng mã tham chiếu và bốn số cuối của điện thoại hoặc số căn cước."),
        ],
        "note": _(
            "Giấy này xác nhận cổng đã nhận hồ sơ, chưa phải giấy tiếp nhận và hẹn trả kết quả."
        ),
        "link": link,
        "qr_label": _("Mã QR dẫn tới trang tra cứu hồ sơ này"),
        "qr": segno.make(link, error="m", micro=False).svg_inline(border=0, omitsize=True),
    }


def _paper(attachment: Any) -> str:
    if attachment.pages:
        return _("%(paper)s (%(pages)s trang)") % {
            "paper": attachment.role,
            "pages": attachment.pages,
        }
    return str(attachment.role)
