"""Documents for the search tests, in our own words."""

from dataclasses import replace

from search.documents import Document, Label

CIVIL = Label("ho-tich", "Hộ tịch")
ROAD = Label("giao-thong", "Giao thông đường bộ")
COMMUNE = Label("commune", "Cấp xã")
PROVINCE = Label("province", "Cấp tỉnh")
CITIZEN = Label("citizen", "Công dân")
BUSINESS = Label("business", "Doanh nghiệp")
FULL = Label("full", "Toàn trình")
PART = Label("partial", "Một phần")


def service(number: int, title: str, **changes: object) -> Document:
    """A service of the civil registry; ``changes`` replace what is said of it."""
    base = Document(
        id=f"page:{number}",
        kind="service",
        version=1,
        title=title,
        url=f"/dich-vu/{number}/",
        code=f"1.{number:06}",
        official_name=title,
        field=CIVIL,
        agencies=(Label("ubnd-xa", "Uỷ ban nhân dân cấp xã"),),
        levels=(COMMUNE,),
        audiences=(CITIZEN,),
        online_level=FULL,
        updated_on="2026-01-01",
    )
    return replace(base, **changes)


BIRTH = service(
    1193,
    "Đăng ký khai sinh",
    popular_names=("làm giấy khai sinh", "khai sinh cho bé"),
    summary="Ghi nhận một em bé chào đời & cấp giấy khai sinh.",
    popularity=50_000,
    life_events=(Label("co-con", "Có con nhỏ"),),
    updated_on="2026-03-01",
)
BIRTH_AGAIN = service(4884, "Đăng ký lại khai sinh", popularity=10)
MARRIAGE = service(894, "Đăng ký kết hôn", short_name="Kết hôn", popularity=9_000)
LICENCE = service(
    2346,
    "Đổi giấy phép lái xe",
    popular_names=("đổi bằng lái",),
    keywords=("GPLX",),
    field=ROAD,
    agencies=(Label("cong-an-tinh", "Công an tỉnh"),),
    levels=(PROVINCE,),
    audiences=(CITIZEN, BUSINESS),
    online_level=PART,
    popularity=20_000,
)
TEAM = service(
    77, "Thành lập đội xung kích bảo vệ đê", field=Label("de-dieu", "Đê điều"), online_level=PART
)
PEACE = service(55, "Hoà giải ở cơ sở", short_name="Hòa giải", field=Label("hoa-giai", "Hoà giải"))
SERVICES = [BIRTH, BIRTH_AGAIN, MARRIAGE, LICENCE, TEAM, PEACE]
NEWS = replace(
    service(9001, "Khai sinh lưu động tại thôn bản"), kind="news", code="", url="/tin-tuc/1/"
)
