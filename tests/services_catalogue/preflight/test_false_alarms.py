"""What is right, though it looks like a fault."""

from __future__ import annotations

import pytest
import time_machine

from services_catalogue.models import LegalBasis, Step
from tests.services_catalogue.preflight.whole_service import (
    TODAY,
    fee,
    found,
    limit,
    paper,
    setting,
    whole,
)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


FALSE_ALARMS = [
    ("blank_form", paper(form_url="", name="Hoá đơn tiền điện")),
    ("blank_form", paper(form_url="", name="Đơn vị sự nghiệp: quyết định thành lập")),
    ("blank_form", paper(form_url="", name="Biên bản thiệt hại theo mẫu của cơ quan công an")),
    ("paper_count", paper(originals=0, required=False)),
    ("time_contradiction", limit(description="5 ngày làm việc kể từ ngày nhận đủ hồ sơ")),
    ("time_contradiction", limit(description="Nếu phải xác minh thì tối đa 15 ngày")),
    ("time_contradiction", limit(description="Nộp sau 15 giờ thì trả vào ngày làm việc hôm sau")),
    ("time_contradiction", limit(description="2 ngày thẩm định, 3 ngày trả kết quả")),
    ("time_contradiction", limit(description="Theo Nghị định ban hành ngày 01/7/2025")),
    ("time_unit", limit(value=None, unit="", text="Trong ngày")),
    ("fee_amount", fee(amount=None, text="20.000 đồng/bản")),
    ("fee_amount", fee(amount=None, text="Theo Nghị quyết 62/2023/NQ-HĐND")),
    ("fee_amount", fee(amount=None, text="Từ 10.000 đồng đến 50.000 đồng")),
    ("fee_thousands", fee(amount=0)),
    ("fee_basis", fee(amount=0)),
    ("capitals", setting(official_name="Cấp thẻ CCCD, CMND, BHYT, BHXH cho người dân")),
    ("capitals", setting(steps=[Step(body="Nộp tại UBND xã, rồi UBND tỉnh trả.")])),
    ("district", setting(legal_bases=[LegalBasis(title="Quy định phí tại UBND huyện")])),
    ("district", setting(steps=[Step(body="Nộp tại huyện đảo Cô Tô, nay là đặc khu.")])),
    ("long_sentence", setting(summary="Nộp tại phường. " * 20)),
    ("summary", setting(summary="Hoá đơn và hóa đơn đều viết được.")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "change"), FALSE_ALARMS)
def test_what_is_right_raises_no_alarm(rule, change):
    page = whole()
    change(page)
    assert rule not in found(page)
