"""The composed services: a province's long list, put together from tables of objects and acts.

They stand beside the services that are written out by hand, so that search, lists and figures can
be tried at a province's true size. Each says of itself that it is demonstration data.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from zlib import crc32

from demo.composed_papers import cases
from demo.composed_rows import Composed, agency_name, composed_rows
from demo.composed_way import channels, goes_elsewhere, online_level, receiving, steps, time_limit
from demo.tables import CATALOGUE, read_table
from services_catalogue.exchange.records import (
    AgencyRef,
    LegalBasisRecord,
    OutputRecord,
    ServiceRecord,
    TargetRecord,
)
from services_catalogue.vocabulary import (
    AgencyRole,
    Audience,
    Level,
    OnlineLevel,
    ProcedureKind,
    TargetKind,
)

AUDIENCES = {"c": Audience.CITIZEN, "b": Audience.BUSINESS, "o": Audience.ORGANISATION}
COMMUNE_AGENCIES = {"ubnd-cap-xa", "cong-an-cap-xa", "truong-hoc-cong-lap"}
OTHER_AGENCIES = {
    "kho-bac-nha-nuoc-khu-vuc",
    "ngan-hang-chinh-sach-xa-hoi-tinh",
    "cang-vu-hang-hai-quang-ninh",
    "cong-ty-dien-luc-quang-ninh",
}
#: What a business is about when it gives back, closes or reorganises, whatever its field.
ENDINGS = {
    "give_back": "tam-dung-cham-dut",
    "close": "tam-dung-cham-dut",
    "reorganise": "tai-cau-truc",
}
NATIONAL_PORTAL = "https://dichvucong.gov.vn/"
FIRST_REVIEW = date(2026, 8, 3)
REVIEW_DAYS = 108
#: Everyday words that begin so are whole phrases already; "xin", "làm" must not stand before them.
VERBS = {
    "ai", "bán", "bị", "báo", "bốc", "bóc", "bỏ", "bảo", "bố", "cắm", "cắt", "cán", "cây", "chạy", "chặt", "chép", "chiếu",
    "chở", "chơi", "chụp", "chuyển", "con", "có", "dạy", "dùng", "dựng", "đào", "đang", "đánh", "đẻ", "đi", "đón", "đòi",
    "đóng", "đọc", "đăng", "đấu", "đầu", "đền", "điều", "đổ", "đổi", "độ", "đốt", "đưa", "được", "gặp", "gây", "ghi", "gia",
    "giao", "giám", "giúp", "giới", "góp", "gộp", "gửi", "hẹn", "hết", "hỏi", "hỗ", "hoàn", "hoãn", "hướng", "học", "in",
    "kéo", "kê", "khai", "khám", "khiếu", "khuyến", "kiểm", "kiến", "ký", "làm", "lắp", "lấn", "lấy", "lập", "lên", "lộ",
    "lợn", "lúa", "mang", "mất", "miễn", "mổ", "mở", "mời", "mua", "mượn", "nâng", "nấu", "ngân", "nghỉ", "người", "nhà", "nhận",
    "nhặt", "nhập", "nhờ", "nộp", "nổ", "nuôi", "phản", "phát", "phân", "phúc", "phục", "quảng", "quay", "ra", "rút", "sang",
    "sao", "sửa", "tách", "tạm", "tái", "tàu", "tăng", "tận", "thanh", "thay", "thành", "thi", "thoát", "thôi", "thuê",
    "thưởng", "tìm", "tiêm", "tiêu", "tố", "tổ", "tra", "trả", "treo", "trẻ", "trồng", "trở", "truy", "trượt", "tự", "tư",
    "uỷ", "uống", "vào", "vay", "về", "xây", "xác", "xe", "xem", "xếp", "xin", "xoá", "xuất", "xả", "yêu",
}  # fmt: skip
#: What helps in each family of acts; one sentence each.
TIPS = {
    "lost": "Bản cũ tìm lại được sau khi đã cấp lại thì không dùng nữa, bạn trả lại nơi cấp.",
    "change": "Nên làm ngay khi có thay đổi, đừng đợi đến lúc cần dùng giấy tờ mới sửa.",
    "renew": "Nộp trước ngày hết hạn ít nhất một tháng để không bị gián đoạn.",
    "give_back": "Khi đã trả lại, muốn hoạt động tiếp bạn phải làm thủ tục cấp mới.",
    "close": "Báo cho người lao động, khách hàng và đối tác biết trước khi dừng.",
    "notice": "Giữ lại mã hồ sơ: đó là bằng chứng bạn đã báo đúng hạn.",
    "benefit_change": "Người già yếu, khuyết tật có thể nhờ cán bộ xã đến tận nhà nhận hồ sơ.",
    "copy": "Giấy tờ đã có bản điện tử trên VNeID thì dùng ngay, không cần bản sao giấy.",
}
DEFAULT_TIP = (
    "Xem kỹ trường hợp của bạn trước khi chụp giấy tờ; nộp thiếu là lý do chậm hay gặp nhất."
)
DISCLAIMER = (
    "Nội dung trang này là dữ liệu minh hoạ, soạn cho bản chạy thử của cổng. "
    "Trước khi làm hồ sơ thật, bạn hãy hỏi lại {agency}."
)


def composed_services() -> Iterator[ServiceRecord]:
    """All composed services, in order of field, object and act."""
    laws = read_table(CATALOGUE / "laws.yaml")
    states = read_table(CATALOGUE / "composed_states.yaml")
    items = list(composed_rows())
    siblings: dict[int, list[str]] = {}
    for item in items:
        siblings.setdefault(item.row["number"], []).append(item.code)
    for item in items:
        related = [code for code in siblings[item.row["number"]] if code != item.code][:5]
        yield ServiceRecord(**_service(item, laws), related=related, **states.get(item.code, {}))


def _service(item: Composed, laws: dict[str, str]) -> dict[str, Any]:
    row, level, found = item.row, online_level(item), cases(item)
    popular = popular_names(item)
    papers = sum(document.required for document in found[0].documents)
    return {
        "code": item.code,
        "name": item.name,
        "short_name": item.words(item.act["short"]),
        "summary": _summary(item, papers),
        "popular_names": popular,
        "keywords": [
            word for word in dict.fromkeys([*row["say"], row["field"]]) if word not in popular
        ][:4],
        "kind": ProcedureKind.DELEGATED,
        "field": row["field"],
        "levels": [_level(row["agency"])],
        "audiences": [AUDIENCES[letter] for letter in row["for"]],
        "audience_detail": [row["who"]] if "who" in row else [],
        "life_events": _life_events(item),
        "agencies": _agencies(item),
        "online_level": level,
        "non_territorial": level == OnlineLevel.FULL and row["agency"] == "ubnd-cap-xa",
        "steps": steps(item),
        "channels": channels(item),
        "cases": found,
        "outputs": [OutputRecord(name=item.words(item.act["output"]))],
        "requirements": _requirements(item),
        "legal_bases": [
            LegalBasisRecord(number=number, title=laws[number]) for number in row["laws"]
        ],
        "targets": [_target(item, level)],
        "guidance": f"{TIPS.get(item.act['family'], DEFAULT_TIP)}\n\n"
        + DISCLAIMER.format(agency=agency_name(receiving(item))),
        "reviewed_on": _reviewed_on(item.code),
        "popularity": _popularity(item),
        "demo": True,
    }


def _summary(item: Composed, papers: int) -> str:
    limit = time_limit(item)
    unit = "ngày làm việc" if limit.unit == "working_day" else "ngày"
    return f"{item.words(item.act['gist'], title=item.name)} Cần {papers} loại giấy tờ, có kết quả sau {limit.value:g} {unit}."


def popular_names(item: Composed) -> list[str]:
    """One to three ways people say it: the act's everyday phrases around the object's words."""
    says, short = item.row["say"], item.row.get("short", item.row["what"])
    phrases = []
    for number, template in enumerate(item.act["says"]):
        word = says[number % len(says)]
        if word.split()[0] in VERBS and template != "{say}":
            # The first act of an object may be asked for by the phrase itself; the others not.
            phrases.append(word if item.act["pop"] == 1 else template.format(say=short))
        else:
            phrases.append(template.format(say=word))
    phrases = [re.sub(r"\b(\w+(?: \w+)?) \1\b", r"\1", phrase) for phrase in phrases]
    return list(dict.fromkeys(phrases))[:3]


def _level(agency: str) -> Level:
    if agency in COMMUNE_AGENCIES:
        return Level.COMMUNE
    return Level.OTHER if agency in OTHER_AGENCIES else Level.PROVINCE


def _life_events(item: Composed) -> list[str]:
    events = item.act.get("events", item.row["events"])
    ending = ENDINGS.get(item.act["family"])
    if ending and "b" in item.row["for"] and "events" not in item.act:
        return [ending]
    if isinstance(events, list):
        return events
    return list(
        dict.fromkeys(slug for letter in item.row["for"] for slug in events.get(letter, []))
    )


def _agencies(item: Composed) -> list[AgencyRef]:
    agency, place = item.row["agency"], receiving(item)
    roles = [
        (AgencyRole.EXECUTING, agency),
        (AgencyRole.COMPETENT, item.row.get("competent", agency)),
    ]
    if place != agency:
        roles.append((AgencyRole.RECEIVING, place))
    return [AgencyRef(role=role, name=agency_name(slug), slug=slug) for role, slug in roles]


def _requirements(item: Composed) -> list[str]:
    if item.act["family"] == "renew":
        return [item.words("{Short} đã được cấp đúng thẩm quyền.")]
    if item.act["family"] == "transfer":
        return ["Bên nhận đủ điều kiện như người được cấp lần đầu."]
    if "who" in item.row and item.act["pop"] == 1:
        return [item.words("Dành cho {who}.")]
    return []


def _target(item: Composed, level: OnlineLevel) -> TargetRecord:
    if level == OnlineLevel.INFO:
        return TargetRecord(kind=TargetKind.IN_PERSON)
    if goes_elsewhere(item):
        return TargetRecord(kind=TargetKind.DEEP_LINK, url=NATIONAL_PORTAL)
    return TargetRecord(kind=TargetKind.DOSSIER_API)


def _reviewed_on(code: str) -> date:
    """A weekday between August and November 2026, the same for a code every time."""
    day = FIRST_REVIEW + timedelta(days=crc32(code.encode()) % REVIEW_DAYS)
    return day - timedelta(days=max(0, day.weekday() - 4))


def _popularity(item: Composed) -> int:
    """Dossiers a year: the object's figure times the act's factor, spread by a fixed 85–115 %."""
    spread = 85 + crc32(item.code.encode()) % 31
    return max(1, round(item.row["pop"] * item.act["pop"] * spread / 100))
