"""Names of agencies, taken from lists and compared."""

import pytest

from services_catalogue.exchange.agency_names import guess_kind, key_of, split_names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Bộ Tài chính, Thuế tỉnh, thành phố, Thuế cơ sở", 3),
        ("Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ", 1),
        (
            "Ban quản lý khu công nghiệp, khu kinh tế các tỉnh, thành phố, Ủy ban nhân dân cấp tỉnh",
            2,
        ),
        ("Sở Xây dựng\nSở Tư pháp; Sở Xây dựng", 2),
        ("Không có thông tin", 0),
        ("Cơ quan khác, Cơ quan công an", 1),
        ("chứng thực tiến hành chụp từ bản chính, ghi lời chứng", 0),
    ],
)
def test_lists_are_split_between_agencies_only(value, names):
    assert len(split_names(value)) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND cấp xã", "Uỷ ban Nhân dân xã, phường, thị trấn."),
        ("Sở Tài chính các tỉnh, thành phố", "Sở tài chính"),
        ("Công an cấp Tỉnh", "Công An Tỉnh"),
        ("Cục Thuỷ sản - Bộ NN và MT", "Cục Thủy sản - Bộ Nông nghiệp và Môi trường"),
    ],
)
def test_spellings_of_one_agency_share_a_key(one, other):
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Uỷ ban nhân dân cấp xã", "commune"),
        ("Chủ tịch Uỷ ban nhân dân cấp tỉnh", "province"),
        ("Sở Tư pháp", "department"),
        ("Chi cục Kiểm lâm", "division"),
        ("Thuế tỉnh, thành phố", "vertical"),
        ("Bộ Công an", "central"),
        ("Trung tâm Phục vụ hành chính công cấp xã", "service_centre"),
        ("Tổ chức hành nghề luật sư", "other"),
    ],
)
def test_the_kind_is_guessed_from_the_name(name, kind):
    assert guess_kind(name) == kind
