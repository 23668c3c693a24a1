"""Steps and channels of the composed services: how one hands in, how long it takes, what it costs."""

from functools import cache
from typing import Any

from demo.composed_papers import cases
from demo.composed_rows import Composed, agency_name, lower_first
from demo.tables import CATALOGUE, read_table
from services_catalogue.exchange.records import (
    ChannelRecord,
    FeeRecord,
    StepRecord,
    TimeLimitRecord,
)
from services_catalogue.vocabulary import ChannelKind, DurationUnit, FeeKind, OnlineLevel

ONLINE = {"f": OnlineLevel.FULL, "p": OnlineLevel.PARTIAL, "i": OnlineLevel.INFO}
HAND_IN = {
    OnlineLevel.FULL: "Đăng nhập bằng VNeID, chọn trường hợp của bạn rồi tải ảnh chụp hoặc tệp giấy tờ lên. Nộp xong bạn "
    "nhận ngay mã hồ sơ. Không quen dùng mạng thì đến {place}, có người làm giúp.",
    OnlineLevel.PARTIAL: "Khai và tải giấy tờ lên cổng này để giữ chỗ, sau đó mang bản gốc đến {place} theo giờ hẹn. "
    "Bạn cũng có thể nộp tất cả tại quầy.",
    OnlineLevel.INFO: "Mang giấy tờ đến {place} trong giờ làm việc. Cán bộ kiểm tra đủ giấy thì ghi giấy hẹn ngay.",
}
#: Where the ministry's own site takes the papers: the start button leads there, not to our form.
HAND_IN_ELSEWHERE = (
    "Nút bắt đầu đưa bạn sang Cổng Dịch vụ công quốc gia. Đăng nhập bằng VNeID, khai và tải giấy tờ ở đó; "
    "mã hồ sơ và tin báo cũng do cổng ấy gửi. Bạn cũng có thể nộp tại {place}."
)
ONLINE_ELSEWHERE = "Nộp trên Cổng Dịch vụ công quốc gia, bất cứ lúc nào"
RECEIVE = {
    OnlineLevel.FULL: "{result} có trên tài khoản của bạn dưới dạng tệp có ký số. Cần bản giấy thì nhận tại quầy hoặc "
    "đăng ký gửi qua bưu điện.",
    OnlineLevel.PARTIAL: "{result} được trả tại {place} hoặc gửi qua bưu điện nếu bạn đã đăng ký.",
    OnlineLevel.INFO: "Mang giấy hẹn và căn cước đến {place} để nhận: {result_lower}.",
}
CHANNELS = {
    ChannelKind.ONLINE: "Nộp trên cổng này, bất cứ lúc nào",
    ChannelKind.IN_PERSON: "Nộp tại {place}, trong giờ làm việc",
    ChannelKind.POST: "Gửi qua dịch vụ bưu chính công ích",
}
#: Departments whose papers are taken by the province's service centre.
PROVINCIAL = {
    "van-phong-ubnd-tinh",
    "so-noi-vu",
    "so-tu-phap",
    "so-tai-chinh",
    "so-cong-thuong",
    "so-nong-nghiep-va-moi-truong",
    "so-xay-dung",
    "so-khoa-hoc-va-cong-nghe",
    "so-van-hoa-the-thao-va-du-lich",
    "so-giao-duc-va-dao-tao",
    "so-y-te",
    "so-ngoai-vu",
    "so-dan-toc-va-ton-giao",
    "ban-quan-ly-khu-kinh-te",
    "van-phong-dang-ky-dat-dai",
}
UNITS = {"working_day": DurationUnit.WORKING_DAY, "day": DurationUnit.DAY}


@cache
def _checks() -> dict[str, dict[str, Any]]:
    return read_table(CATALOGUE / "checks.yaml")  # type: ignore[no-any-return]


def online_level(item: Composed) -> OnlineLevel:
    """How far a service goes on the network: the table's word, less where someone has to come."""
    level = ONLINE[item.act.get("online") or item.row["online"]]
    comes = _checks()[item.step].get("goes", False)
    return OnlineLevel.PARTIAL if comes and level == OnlineLevel.FULL else level


def goes_elsewhere(item: Composed) -> bool:
    """Whether the papers are handed in on the national portal instead of this one."""
    return bool(item.row.get("link")) and online_level(item) != OnlineLevel.INFO


def receiving(item: Composed) -> str:
    """Slug of the place that takes the papers: a service centre, or the agency itself."""
    agency = item.row["agency"]
    if agency == "ubnd-cap-xa":
        return "trung-tam-phuc-vu-hanh-chinh-cong-cap-xa"
    if agency in PROVINCIAL:
        return "trung-tam-phuc-vu-hanh-chinh-cong-tinh"
    return str(agency)


def steps(item: Composed) -> list[StepRecord]:
    """The four steps: get ready, hand in, wait, receive; worded by level and kind of examination."""
    level, place = online_level(item), agency_name(receiving(item))
    check = _checks()[item.step]
    count = sum(document.required for document in cases(item)[0].documents)
    result = item.words(item.act["output"])
    ready = f"Đọc mục giấy tờ của trường hợp bạn ({count} loại), tải mẫu đơn và điền trước. "
    ready += (
        "Chụp giấy tờ rõ bốn góc, không loá."
        if level != OnlineLevel.INFO
        else "Photo sẵn các bản sao cần nộp."
    )
    take = RECEIVE[level].format(result=result, result_lower=lower_first(result), place=place)
    hand_in = HAND_IN_ELSEWHERE if goes_elsewhere(item) else HAND_IN[level]
    return [
        StepRecord(title="Chuẩn bị giấy tờ", body=ready, actor="Bạn"),
        StepRecord(title="Nộp hồ sơ", body=hand_in.format(place=place), actor="Bạn"),
        StepRecord(title=check["title"], body=check["body"], actor=item.desk),
        StepRecord(title="Nhận kết quả", body=take, actor="Bạn"),
    ]


def channels(item: Composed) -> list[ChannelRecord]:
    """How the papers may be handed in; the same term and fee on every road."""
    level, place = online_level(item), agency_name(receiving(item))
    kinds = [ChannelKind.IN_PERSON]
    if level != OnlineLevel.INFO:
        kinds = [ChannelKind.ONLINE, ChannelKind.IN_PERSON, ChannelKind.POST]
    elif item.step in ("papers", "consult"):
        kinds = [ChannelKind.IN_PERSON, ChannelKind.POST]
    words = CHANNELS | ({ChannelKind.ONLINE: ONLINE_ELSEWHERE} if goes_elsewhere(item) else {})
    limit = time_limit(item)
    return [
        ChannelRecord(kind=kind, description=words[kind].format(place=place), time_limits=[limit])
        for kind in kinds
    ]


def time_limit(item: Composed) -> TimeLimitRecord:
    """The term: the object's days times the act's factor, at least one."""
    value = max(1, round(item.row["days"] * item.act["days"]))
    unit = UNITS[item.row.get("unit", "working_day")]
    return TimeLimitRecord(
        value=value, unit=unit, description="Kể từ khi nhận đủ giấy tờ", fees=[fee(item)]
    )


def fee(item: Composed) -> FeeRecord:
    """The fee: the object's, times the act's factor, to the nearest thousand đồng."""
    kind = FeeKind.LEVY if "levy" in item.row else FeeKind.CHARGE
    base = item.row.get("levy", item.row.get("charge", 0))
    factor = item.act["fee"]
    if not base or not factor:
        return FeeRecord(kind=kind, amount=0, description="Không thu phí, lệ phí")
    called = "Lệ phí cấp giấy tờ" if kind == FeeKind.LEVY else "Phí xem xét hồ sơ"
    if isinstance(base, str):
        return FeeRecord(kind=kind, text=base, description=called)
    amount = max(1000, round(base * factor / 1000) * 1000)
    return FeeRecord(kind=kind, amount=amount, description=called)
