"""The national portal's run-together tables, taken apart without inventing anything."""

import pytest

from services_catalogue.exchange.readers.fee_text import SEE_DESCRIPTION, fees_of
from services_catalogue.exchange.readers.flattened_channels import channels
from services_catalogue.exchange.readers.flattened_lists import legal_bases, outputs
from services_catalogue.exchange.readers.flattened_papers import cases
from services_catalogue.exchange.readers.national import parse
from services_catalogue.exchange.readers.step_text import steps
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.vocabulary import AgencyRole, Audience, Level, ProcedureKind
from tests.services_catalogue.exchange.samples import LAWS, PAPERS, WAYS, national


def parsed(**changes) -> ServiceRecord:
    record = parse(national(**changes))
    assert isinstance(record, ServiceRecord), record
    return record


def limits(text: str) -> list[tuple]:
    return [
        (one["kind"].value, two["value"], two["unit"], two["text"])
        for one in channels(WAYS + text)
        for two in one["time_limits"]
    ]


def test_plain_fields_are_folded_to_the_vocabularies():
    record = parsed()
    assert record.levels == [Level.PROVINCE, Level.COMMUNE]
    assert record.kind == ProcedureKind.DELEGATED
    assert record.audiences == [Audience.CITIZEN, Audience.ORGANISATION]
    assert record.audience_detail == [
        "Công dân Việt Nam",
        "Cán bộ, công chức, viên chức",
        "Tổ chức (không bao gồm doanh nghiệp, HTX)",
    ]
    assert record.requirements == []
    assert "popular_names" not in record.model_fields_set


def test_agencies_with_commas_in_their_names_stay_whole():
    record = parsed(
        co_quan_thuc_hien=(
            "Cục Phòng, chống tội phạm, Sở Tài chính các tỉnh, thành phố, Ủy ban nhân dân cấp xã"
        )
    )
    names = {role: [a.name for a in record.agencies if a.role == role] for role in AgencyRole}
    assert names[AgencyRole.EXECUTING] == [
        "Cục Phòng, chống tội phạm",
        "Sở Tài chính các tỉnh, thành phố",
        "Ủy ban nhân dân cấp xã",
    ]
    assert names[AgencyRole.COMPETENT] == ["Sở Văn hóa, Thể thao và Du lịch"]
    assert names[AgencyRole.COORDINATING] == []


def test_times_have_their_unit_or_are_no_numbers():
    assert limits("Trực tuyến3 Ngày làm việcMiễn phíTrực tiếp8 GiờMiễn phí") == [
        ("online", 3.0, "working_day", ""),
        ("in_person", 8.0, "hour", ""),
    ]
    assert limits("Trực tiếp1Miễn phí") == [("in_person", None, None, "")]
    assert limits("Trực tiếpKhông phải trả kết quảMiễn phí") == [
        ("in_person", None, None, "Không phải trả kết quả")
    ]
    (bare,) = channels(f"{WAYS}Trực tiếp1Miễn phí")
    assert "“1”" in bare["time_limits"][0]["description"]


def test_rows_of_one_way_are_its_time_limits():
    found = channels(
        f"{WAYS}Trực tiếp2 NgàyMiễn phíhồ sơ lẻTrực tiếp9 NgàyKhông có thông tin(1) hồ sơ chung"
    )
    assert [len(one["time_limits"]) for one in found] == [2]
    assert [one["description"] for one in found[0]["time_limits"]] == [
        "hồ sơ lẻ",
        "(1) hồ sơ chung",
    ]
    assert found[0]["time_limits"][1]["fees"] == []


@pytest.mark.parametrize(
    ("cell", "amount", "text"),
    [
        ("120,000 VNĐ(mỗi thẻ)", 120_000, ""),
        ("100,000 Việt Nam Đồng", 100_000, ""),
        ("Miễn phí", 0, ""),
        ("Miễn phí(Không quy định)", 0, ""),
        ("Miễn phí(Miễn lệ phí theo Thông tư 1/2026)", 0, ""),
        ("Phí : 0 Đồng", 0, ""),
        ("Miễn phí(Mức lệ phí do Hội đồng nhân dân tỉnh quyết định)", None, SEE_DESCRIPTION),
        ("20 VNĐ(20.000 đồng một tờ)", None, SEE_DESCRIPTION),
        ("Lệ phí : 1.5 USD", None, "1.5 USD"),
    ],
)
def test_fees_are_whole_amounts_or_words(cell, amount, text):
    (fee,) = fees_of(cell)
    assert (fee["amount"], fee["text"]) == (amount, text)


def test_several_fees_of_one_cell_and_none():
    found = fees_of("Phí : 2.000.000 Đồng (trên đất liền)\nLệ phí : 5.000 Đồng (trên biển)")
    assert [(one["kind"].value, one["amount"], one["description"]) for one in found] == [
        ("charge", 2_000_000, "trên đất liền"),
        ("levy", 5_000, "trên biển"),
    ]
    assert fees_of("Không có thông tin") == []


def test_digits_of_time_and_fee_that_ran_together_make_no_number():
    (way,) = channels(f"{WAYS}Trực tuyến120,000 VNĐ(mỗi tờ khai)")
    (limit,) = way["time_limits"]
    assert limit["value"] is None
    assert limit["fees"][0]["amount"] is None
    assert "120,000 VNĐ" in limit["fees"][0]["description"]


def test_papers_cases_and_blank_forms():
    found = cases(
        f"Thẻ mới{PAPERS}- Đơn theo Mẫu số 05 nộp 02 bản chính tờ khai kèm;Mau so 05.docx1 bản chính"
        f"-0 bản chính,1 bản saoBản khai theo Nghị định 12/20261 bản chính,2 bản sao"
        f"Thẻ mất{PAPERS}Đơn báo mất3. Mẫu đơn.docx1 bản chính"
    )
    assert [one["name"] for one in found] == ["Thẻ mới", "Thẻ mất"]
    first = found[0]["documents"]
    assert [(one["name"], one["originals"], one["copies"]) for one in first] == [
        ("Đơn theo Mẫu số 05 nộp 02 bản chính tờ khai kèm", 1, 0),
        ("Bản khai theo Nghị định 12/2026", 1, 2),
    ]
    assert first[0]["form"] == {"name": "Mau so 05.docx"}
    assert found[1]["documents"][0]["name"] == "Đơn báo mất"
    assert found[1]["documents"][0]["form"] == {"name": "3. Mẫu đơn.docx"}
    assert cases(f"--{PAPERS}Đơn1 bản chính")[0]["name"] == ""
    assert cases("Không có thông tin") == []


def test_law_is_parted_at_its_numbers():
    found = legal_bases(
        f"{LAWS}Luật Thư việnLuật số 46/2019/QH14Nghị định 93/2020/NĐ-CP93/2020/NĐ-CP"
        "Thông tư số 1/2024/TT-BTC ngày 29/6/2024 về thẻ1/2024/TT-BTCLuật ngày 29/6/202443/2024/QH15"
    )
    assert [one["number"] for one in found] == [
        "46/2019/QH14",
        "93/2020/NĐ-CP",
        "1/2024/TT-BTC",
        "43/2024/QH15",
    ]
    assert found[0]["title"] == "Luật Thư viện"
    assert found[2]["title"] == "Thông tư số 1/2024/TT-BTC ngày 29/6/2024 về thẻ"


def test_outputs_lose_their_codes_and_what_trails_behind():
    found = outputs(
        "Thẻ bạn đọcMã: KQ.G99.000001+ Văn bản từ chốiMã: KQ-G99.000002"
        "Từ khóathẻ, sáchMô tảKhông có thông tin"
    )
    assert found.outputs == [
        {"name": "Thẻ bạn đọc", "code": "KQ.G99.000001"},
        {"name": "Văn bản từ chối", "code": "KQ-G99.000002"},
    ]
    assert found.keywords == ["thẻ", "sách"]
    assert found.description == ""


def test_steps_are_split_where_the_source_says_so():
    def pieces(text):
        return [(one["title"], one["body"]) for one in steps(text)]

    assert pieces("Bước 1: Nộp\nMang đơn.\n- Bước 2: Nhận thẻ") == [
        ("Nộp", "Mang đơn."),
        ("Nhận thẻ", ""),
    ]
    long = "Thủ thư kiểm tra ảnh, ghi số thẻ vào sổ lớn và hẹn bạn quay lại vào tuần sau để lấy thẻ mới."
    assert pieces(f"a) Nộp đơn\nb) {long}") == [("Nộp đơn", ""), ("", long)]
    assert pieces(f"- Nộp đơn\n- {long}") == [("Nộp đơn", ""), ("", long)]
    assert pieces(f"{long}\nHết.") == [("", f"{long}\nHết.")]
    assert steps("Không có thông tin") == []


def test_level_and_target_follow_the_documented_rule():
    online = parsed()
    assert online.online_level == "partial"
    assert [(one.kind, one.url) for one in online.targets] == [
        ("deep_link", "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/1.990001")
    ]
    elsewhere = parsed(detail_url="https://example.com/nop")
    assert [one.kind for one in elsewhere.targets] == ["in_person"]
    paper = parsed(cach_thuc_thuc_hien=f"{WAYS}Trực tiếp2 NgàyMiễn phí")
    assert paper.online_level == "info"
    assert [one.kind for one in paper.targets] == ["in_person"]


def test_the_source_text_is_kept_beside_what_was_parsed():
    row = national()
    record = parse(row)
    assert record.raw.channels == row["cach_thuc_thuc_hien"]
    assert record.raw.documents == row["thanh_phan_ho_so"]
    assert record.raw.receiving == "Quầy số 3, thư viện tỉnh"
    in_person = [one for one in record.channels if one.kind == "in_person"]
    assert in_person[0].description == "Quầy số 3, thư viện tỉnh"


def test_an_address_that_runs_a_script_is_dropped():
    assert parsed(detail_url="javascript:alert(1)").source_url == ""
