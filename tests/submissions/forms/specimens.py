"""Forms as tests need them: one of every kind of question, in the neutral description and as blocks."""

from __future__ import annotations

import json
from typing import Any

from submissions.forms.compiled import CompiledForm
from submissions.forms.versions import compile_content
from submissions.models import FormDefinition, FormUse

EVERY_KIND: dict[str, Any] = {
    "title": "Mọi loại câu hỏi",
    "groups": [
        {
            "name": "nguoi-nop",
            "title": "Người nộp",
            "questions": [
                {"name": "full_name", "kind": "text", "label": "Họ tên", "applicant": "full_name",
                 "limits": {"longest": 20}},
                {"name": "born", "kind": "date", "label": "Ngày sinh"},
                {"name": "card", "kind": "identity_number", "label": "Số căn cước"},
                {"name": "phone", "kind": "phone", "label": "Điện thoại", "applicant": "phone"},
                {"name": "email", "kind": "email", "label": "Thư", "required": False},
                {"name": "tax", "kind": "tax_code", "label": "Mã số thuế", "required": False},
                {"name": "home", "kind": "address", "label": "Nơi ở", "applicant": "address"},
            ],
        },
        {
            "name": "viec",
            "title": "Việc cần làm",
            "questions": [
                {"name": "help", "kind": "information", "label": "Khai cho đúng."},
                {"name": "married", "kind": "yes_no", "label": "Đã kết hôn?"},
                {"name": "ways", "kind": "choices", "label": "Cách nhận", "required": False,
                 "choices": [["post", "Bưu điện"], ["counter", "Tại quầy"]]},
                {"name": "commune", "kind": "commune", "label": "Xã",
                 "choices": [["ha-long", "Phường Hạ Long"], ["co-to", "Đặc khu Cô Tô"]]},
                {"name": "copies", "kind": "number", "label": "Số bản",
                 "limits": {"least": 1, "most": 20}},
                {"name": "note", "kind": "long_text", "label": "Ghi chú", "required": False},
            ],
        },
        {
            "name": "gia-dinh",
            "title": "Gia đình",
            "questions": [
                {"name": "spouse", "kind": "text", "label": "Vợ hoặc chồng",
                 "show_if": {"question": "married", "operator": "is", "value": "yes"}},
                {"name": "post_to", "kind": "text", "label": "Gửi tới",
                 "show_if": {"question": "ways", "operator": "has", "value": "post"}},
                {"name": "why_not", "kind": "text", "label": "Vì sao", "required": False,
                 "show_if": {"question": "spouse", "operator": "is_not", "value": "X"}},
                {"name": "children", "kind": "repeat", "label": "Các con", "required": False,
                 "limits": {"most": 3},
                 "questions": [
                     {"name": "name", "kind": "text", "label": "Tên"},
                     {"name": "born", "kind": "date", "label": "Ngày sinh", "required": False},
                 ]},
                {"name": "proof", "kind": "file", "label": "Giấy tờ", "role": "Giấy tờ"},
                {"name": "promise", "kind": "declaration", "label": "Tôi cam đoan"},
            ],
        },
    ],
}  # fmt: skip

#: Answers that are all right.
GOOD: dict[str, Any] = {
    "full_name": "Nguyễn Thị Hoà",
    "born": "1990-11-24",
    "card": "022190004412",
    "phone": "0912345678",
    "home": {"street": "Số 1", "commune": "Hạ Long", "province": "Quảng Ninh"},
    "married": "no",
    "ways": ["counter"],
    "commune": "co-to",
    "copies": 2,
    "promise": True,
}


def every_kind() -> CompiledForm:
    return compile_content(EVERY_KIND)


def stream(*sections: tuple[str, list[tuple[str, dict[str, Any]]]]) -> str:
    """The body of a definition as the database keeps it."""
    return json.dumps(
        [
            {
                "type": "section",
                "value": {
                    "title": title,
                    "questions": [{"type": kind, "value": value} for kind, value in questions],
                },
            }
            for title, questions in sections
        ]
    )


WHOLE = (
    (
        "Người nộp",
        [
            ("text", {"label": "Họ và tên", "required": True, "applicant": "full_name"}),
            ("phone", {"label": "Số điện thoại", "required": True, "applicant": "phone"}),
            ("yes_no", {"label": "Nộp thay người khác?", "required": True}),
        ],
    ),
    (
        "Người được nộp thay",
        [
            (
                "text",
                {
                    "label": "Họ và tên",
                    "required": True,
                    "show_if": {
                        "question": "Nộp thay người khác?",
                        "operator": "is",
                        "value": "Có",
                    },
                },
            ),
            ("case_papers", {}),
            ("declaration", {"label": "Tôi cam đoan khai đúng.", "required": True}),
        ],
    ),
)


def make_definition(*sections: Any, service: Any = None, case_name: str = "") -> FormDefinition:
    """A definition that is not published."""
    definition = FormDefinition(name="Đơn thử", body=stream(*(sections or WHOLE)), live=False)
    if service is not None:
        definition.uses = [FormUse(service=service, case_name=case_name)]
    definition.save()
    return definition
