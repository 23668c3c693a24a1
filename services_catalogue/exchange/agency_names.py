"""Names of agencies as the sources write them: lists taken apart, kinds guessed, names compared."""

import re
from functools import lru_cache

from core.text import fold
from services_catalogue.exchange.source_text import LOWER, is_null, one_line
from services_catalogue.vocabulary import AgencyKind

#: A new agency in a list begins with one of these; other pieces go on with the name before
#: ("Sở Văn hoá, Thể thao và Du lịch", "Thuế tỉnh, thành phố").
_HEADS = (
    "an ninh|ban|bảo hiểm|bảo tàng|biên phòng|bộ|cảng|cảnh sát|chi cục|chi nhánh|chính phủ|chủ đầu tư|"
    "chủ tịch|công an|công đoàn|công ty|cơ quan|cơ sở|cục|doanh nghiệp|đại sứ|đội|đồn|đơn vị|giám đốc|hải quan|"
    "hiệp hội|hội đồng|học viện|kho bạc|khu quản lý|liên đoàn|ngân hàng|người|phòng|quốc hội|quỹ|sở|tập đoàn|"
    "thanh tra|thống đốc|thủ tướng|thuế|toà|tòa|tổ chức|tổng|trạm|trung tâm|trường|tư lệnh|"
    "ubnd|uỷ ban|ủy ban|văn phòng|viện|vụ|xí nghiệp"
)
_NEXT = re.compile(rf",\s+(?=(?:{_HEADS})\b)", re.IGNORECASE)
#: A piece that begins so is still part of the list before it ("xã, phường, thị trấn").
_LOWER_HEAD = re.compile(rf"^[{LOWER}]")
_PIECES = re.compile(r"\s*(?:;|\n)\s*")
_LONGEST = 200

_WORDS = (
    ("ubnd", "uy ban nhan dan"),
    ("bo nn va mt", "bo nong nghiep va moi truong"),
    ("nhnn", "ngan hang nha nuoc"),
    ("tp.", "thanh pho"),
    ("khu vuc co dia gioi", "khu vuc"),
)
#: Generic names that mean the same unit everywhere, folded.
_SAME = {
    "uy ban nhan dan xa phuong dac khu": "uy ban nhan dan cap xa",
    "uy ban nhan dan xa phuong thi tran": "uy ban nhan dan cap xa",
    "uy ban nhan dan cap xa phuong thi tran": "uy ban nhan dan cap xa",
    "uy ban nhan dan cac xa phuong dac khu": "uy ban nhan dan cap xa",
    "cong an xa phuong dac khu": "cong an cap xa",
    "cong an xa phuong thi tran": "cong an cap xa",
    "cong an xa": "cong an cap xa",
    "uy ban nhan dan xa": "uy ban nhan dan cap xa",
    "trung tam phuc vu hanh chinh cong xa phuong dac khu": (
        "trung tam phuc vu hanh chinh cong cap xa"
    ),
    "uy ban nhan dan tinh thanh pho truc thuoc trung uong": "uy ban nhan dan cap tinh",
    "cong an tinh": "cong an cap tinh",
    "cong an tinh thanh pho": "cong an cap tinh",
    "uy ban nhan dan tinh": "uy ban nhan dan cap tinh",
    "thue tinh thanh pho": "thue cap tinh",
    "thue tinh": "thue cap tinh",
    "bao hiem xa hoi tinh": "bao hiem xa hoi cap tinh",
}
_USUAL = {
    "uy ban nhan dan cap xa": "Uỷ ban nhân dân cấp xã",
    "uy ban nhan dan cap tinh": "Uỷ ban nhân dân cấp tỉnh",
    "chu tich uy ban nhan dan cap tinh": "Chủ tịch Uỷ ban nhân dân cấp tỉnh",
    "chu tich uy ban nhan dan cap xa": "Chủ tịch Uỷ ban nhân dân cấp xã",
    "cong an cap xa": "Công an cấp xã",
    "cong an cap tinh": "Công an cấp tỉnh",
    "thue cap tinh": "Thuế cấp tỉnh",
    "bao hiem xa hoi cap tinh": "Bảo hiểm xã hội cấp tỉnh",
    "trung tam phuc vu hanh chinh cong cap xa": "Trung tâm Phục vụ hành chính công cấp xã",
}
_PLURAL_TAIL = re.compile(r"^(so .+) tinh thanh pho$")
_PROVINCE = re.compile(r"\b(?:tinh|thanh pho) (.+)$")
_KINDS = (
    (r"trung tam phuc vu hanh chinh cong", AgencyKind.SERVICE_CENTRE),
    (r"uy ban nhan dan (cap )?(xa|phuong|dac khu)|chu tich uy ban nhan dan (cap )?xa", "commune"),
    (r"uy ban nhan dan|hoi dong nhan dan", AgencyKind.PROVINCE),
    (
        r"cong an (cap |tinh|xa|phuong|huyen)|thue (cap |tinh|co so)|(chi cuc|cuc) hai quan|bao hiem xa hoi|"
        r"kho bac|toa an|vien kiem sat|ngan hang nha nuoc (khu vuc|chi nhanh)|cang vu|bien phong|"
        r"chi cuc thue|thi hanh an",
        AgencyKind.VERTICAL,
    ),
    (r"^(so|ban quan ly|thanh tra tinh) ", AgencyKind.DEPARTMENT),
    (
        r"^(bo|cuc|tong cuc|vu|thu tuong|chinh phu|quoc hoi|chu tich nuoc|van phong chinh phu|"
        r"bo truong|thong doc|ngan hang nha nuoc viet nam|ngan hang nha nuoc$|uy ban chung khoan|"
        r"toa an nhan dan toi cao)\b",
        AgencyKind.CENTRAL,
    ),
    (r"^(phong|chi cuc|van phong dang ky|chi nhanh|doi|tram)\b", AgencyKind.DIVISION),
)


def split_names(value: object) -> list[str]:
    """The agencies of a list of the source, in order, each once, without null markers."""
    found: list[str] = []
    if _LOWER_HEAD.match(one_line(value)) or "Mã thủ tục" in str(value):
        return []  # a passage of another cell that slipped into this one
    for piece in _PIECES.split(str(value or "").strip()):
        # Without a capital after the comma the words go on: "quản lý trật tự, công an" is one name.
        for part in _glue(_NEXT.split(one_line(piece))):
            name = one_line(part).strip(" -–+.,;")
            if name and not is_null(name) and name.lower() != "cơ quan khác":
                found.append(name)
    return [name for name in dict.fromkeys(found) if len(name) <= _LONGEST]


def _glue(parts: list[str]) -> list[str]:
    glued: list[str] = []
    for part in parts:
        if glued and _LOWER_HEAD.match(part):
            glued[-1] += f", {part}"
        else:
            glued.append(part)
    return glued


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """What two spellings of one agency share."""
    text = re.sub(r"[^\w.]+", " ", fold(one_line(name))).strip(" .")
    for short, whole in _WORDS:
        text = re.sub(rf"\b{re.escape(short)}(?=\W|$)", whole, text)
    text = re.sub(r"\bcac\b", "", text).replace(".", "")
    text = " ".join(text.split())
    text = _PLURAL_TAIL.sub(r"\1", text)
    return _SAME.get(text, text)


def plain_name(name: str) -> str:
    """The name that a new unit gets: the usual one for what is written in a dozen ways."""
    return _USUAL.get(key_of(name), name)


def own_province(name: str) -> str:
    """The tail "tinh quang ninh" of "Uỷ ban nhân dân tỉnh Quảng Ninh"; empty when there is no such tail."""
    found = _PROVINCE.search(key_of(name))
    return found[0] if found else ""


def generic_key(name: str, province: str) -> str:
    """The key with the own province's name made general: the sources say "Công an cấp tỉnh"."""
    key = key_of(name)
    return key.replace(province, "cap tinh") if province else key


def guess_kind(name: str) -> AgencyKind:
    """The kind of an agency that only its name tells of."""
    key = key_of(name)
    for pattern, kind in _KINDS:
        if re.search(pattern, key):
            return AgencyKind(kind)
    return AgencyKind.OTHER
