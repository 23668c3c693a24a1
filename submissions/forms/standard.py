"""The standard form: for every service that has none of its own. Applicant, contact, papers, note."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from services_catalogue import checklist
from services_catalogue.models import ServicePage


def standard_content(service: ServicePage, case_name: str) -> dict[str, Any]:
    """The neutral description that :mod:`submissions.forms.versions` keeps and compiles.

    In Vietnamese whatever the reader's language: what officers get has one wording.
    """
    with translation.override("vi"):
        return {
            "title": service.title,
            "groups": [_applicant(), _contact(), _papers(service, case_name), _declaration()],
        }


def _applicant() -> dict[str, Any]:
    return {
        "name": "nguoi-nop",
        "title": _("Người nộp hồ sơ"),
        "text": _("Điền như ghi trên căn cước của bạn."),
        "questions": [
            {
                "name": "full_name",
                "kind": "text",
                "label": _("Họ, chữ đệm và tên"),
                "applicant": "full_name",
                "limits": {"longest": 120},
            },
            {
                "name": "birth_date",
                "kind": "date",
                "label": _("Ngày sinh"),
                "help_text": _("Ví dụ 24 11 1990"),
                "applicant": "birth_date",
                "limits": {"latest": "today"},
            },
            {
                "name": "identity_number",
                "kind": "identity_number",
                "label": _("Số căn cước"),
                "help_text": _("12 chữ số, ở mặt trước thẻ"),
                "applicant": "identity_number",
            },
        ],
    }


def _contact() -> dict[str, Any]:
    return {
        "name": "lien-he",
        "title": _("Liên hệ"),
        "text": "",
        "questions": [
            {
                "name": "phone",
                "kind": "phone",
                "label": _("Số điện thoại"),
                "help_text": _("Cán bộ gọi số này nếu cần. Bốn số cuối dùng để tra cứu hồ sơ."),
                "applicant": "phone",
            },
            {
                "name": "email",
                "kind": "email",
                "label": _("Thư điện tử"),
                "help_text": _("Cổng gửi mã hồ sơ và báo khi hồ sơ có thay đổi."),
                "required": False,
                "applicant": "email",
            },
            {
                "name": "address",
                "kind": "text",
                "label": _("Nơi ở hiện nay"),
                "help_text": _("Số nhà, đường hoặc thôn, xã phường, tỉnh"),
                "applicant": "address",
            },
        ],
    }


def _papers(service: ServicePage, case_name: str) -> dict[str, Any]:
    return {
        "name": "giay-to-can-nop",
        "title": _("Giấy tờ"),
        "text": "",
        "questions": paper_questions(service, case_name),
    }


def paper_questions(service: ServicePage, case_name: str) -> list[dict[str, Any]]:
    """One question a paper of the case; of the first case where there is none of that name."""
    cases = checklist.cases(service)
    case = next((one for one in cases if one.named and one.name == case_name), None)
    papers = (case or cases[0]).papers if cases else ()
    return [
        {
            "name": f"paper-{number}",
            "kind": "file",
            "label": paper.name,
            "help_text": paper.note,
            "required": paper.required,
            "role": paper.name,
        }
        for number, paper in enumerate(papers, start=1)
    ]


def _declaration() -> dict[str, Any]:
    return {
        "name": "cam-doan",
        "title": _("Ghi chú và cam đoan"),
        "text": "",
        "questions": [
            {
                "name": "note",
                "kind": "long_text",
                "label": _("Điều bạn muốn cán bộ biết thêm"),
                "required": False,
                "limits": {"longest": 2000},
            },
            {
                "name": "declaration",
                "kind": "declaration",
                "label": _("Tôi cam đoan những điều đã khai và giấy tờ đã gửi là đúng sự thật."),
            },
        ],
    }
