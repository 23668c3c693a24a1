"""The parts that no service may lack.

Nghị định 63/2010/NĐ-CP, article 8, names what a procedure must state: its name, the way, the papers,
the time, who applies, the agency, the result, the legal basis. Conditions and fees may be none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from services_catalogue.preflight.parts import Parts
from services_catalogue.preflight.rule import Found, Rule, Severity
from services_catalogue.vocabulary import CODE_RE


def _name(parts: Parts, known: Any) -> Iterable[Found]:
    if not parts.page.official_name.strip():
        yield Found()


def _code(parts: Parts, known: Any) -> Iterable[Found]:
    if not CODE_RE.match(parts.page.code):
        yield Found(detail=parts.page.code)


def _field(parts: Parts, known: Any) -> Iterable[Found]:
    if not parts.page.field_id:
        yield Found()


def _agency(parts: Parts, known: Any) -> Iterable[Found]:
    if not parts.agencies:
        yield Found()


def _time(parts: Parts, known: Any) -> Iterable[Found]:
    """At least one way of handing in that says how long it takes."""
    stated = [one for _anchor, one in parts.limits if one.value is not None or one.text.strip()]
    if not stated:
        yield Found()


def _papers(parts: Parts, known: Any) -> Iterable[Found]:
    if not any(True for _paper in parts.papers):
        yield Found()


def _output(parts: Parts, known: Any) -> Iterable[Found]:
    if not any(one.name.strip() for one in parts.outputs):
        yield Found()


def _legal_basis(parts: Parts, known: Any) -> Iterable[Found]:
    if not any(one.number.strip() or one.title.strip() for one in parts.legal_bases):
        yield Found()


def _steps(parts: Parts, known: Any) -> Iterable[Found]:
    if not any(one.title.strip() or one.body.strip() for one in parts.steps):
        yield Found()


def _audience(parts: Parts, known: Any) -> Iterable[Found]:
    page = parts.page
    if not (page.for_citizens or page.for_businesses or page.for_organisations):
        yield Found()


RULES = [
    Rule(
        "official_name", Severity.BLOCKING, 5,
        _("Chưa có tên chính thức"), _("Chép đúng tên trong quyết định công bố."),
        _name, "official_name",
    ),
    Rule(
        "code", Severity.BLOCKING, 5,
        _("Chưa có mã thủ tục, hoặc mã viết sai"),
        _("Chép mã từ Cơ sở dữ liệu quốc gia, ví dụ 1.001193."),
        _code, "code",
    ),
    Rule(
        "field", Severity.BLOCKING, 4,
        _("Chưa chọn lĩnh vực"), _("Chọn lĩnh vực để người dân tìm theo nhóm."),
        _field, "field",
    ),
    Rule(
        "agency", Severity.BLOCKING, 6,
        _("Chưa có cơ quan nào"), _("Thêm ít nhất cơ quan thực hiện."),
        _agency, "service_agencies",
    ),
    Rule(
        "time_limit", Severity.BLOCKING, 8,
        _("Chưa có cách nộp nào có thời hạn"),
        _("Thêm một cách nộp, rồi điền thời hạn bằng số và đơn vị, hoặc bằng chữ."),
        _time, "channels",
    ),
    Rule(
        "papers", Severity.BLOCKING, 8,
        _("Chưa có giấy tờ nào"),
        _("Thêm một trường hợp và các giấy tờ của nó. Không cần giấy tờ gì thì cũng ghi ra."),
        _papers, "cases",
    ),
    Rule(
        "output", Severity.BLOCKING, 6,
        _("Chưa có kết quả"), _("Ghi giấy tờ hoặc việc mà người dân nhận được."),
        _output, "outputs",
    ),
    Rule(
        "legal_basis", Severity.BLOCKING, 8,
        _("Chưa có căn cứ pháp lý"), _("Ghi số hiệu và tên văn bản, ví dụ 60/2014/QH13, Luật Hộ tịch."),
        _legal_basis, "legal_bases",
    ),
    Rule(
        "steps", Severity.IMPORTANT, 5,
        _("Chưa có bước nào"), _("Kể các bước từ nộp đến nhận, mỗi bước ai làm gì."),
        _steps, "steps",
    ),
    Rule(
        "audience", Severity.IMPORTANT, 3,
        _("Chưa chọn dành cho ai"), _("Đánh dấu người dân, doanh nghiệp hoặc tổ chức khác."),
        _audience, "for_citizens",
    ),
]  # fmt: skip
