"""Where names of people stand in a query: after "tên là", after "bà", or by their own look.

Names cannot be told from words for certain, so the rules lean to the side of taking out too much:
a word lost in the log costs an editor a guess, a name kept costs a person more.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from search.text import fold, marked_key


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Family names, as they are written. Those of ordinary sound count only beside another sign.
_FAMILIES = _words(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trịnh trương "
    "lâm mai đào tô cao hà vương chu tạ phùng lương tăng quách kiều thái châu tống bạch mạc nghiêm "
    "ninh triệu khổng lưu la lã vi tiêu hứa thân đàm diệp phó vòng chíu tằng lục nông hoa"
)
_FAMILY_MARKED = {marked_key(one) or one for one in _FAMILIES}
_FAMILY_FOLDED = {fold(one) for one in _FAMILIES}
#: No other word looks like these, with their marks or without any.
_SURE = {"nguyen", "huynh", marked_key("nguyễn"), marked_key("huỳnh")}
#: Words between family name and given name that are nothing else in that place.
_MIDDLE = _words("văn thị đình hữu đức ngọc xuân")
_MIDDLE_MARKED = {marked_key(one) for one in _MIDDLE}
_MIDDLE_FOLDED = {fold(one) for one in _MIDDLE}
#: Two words that begin like a name and are none.
_NO_NAME = [
    tuple(pair.split("_"))
    for pair in _words(
        "hồ_sơ hồ_chí hộ_khẩu hộ_kinh hộ_nghèo hộ_gia hộ_tịch lý_lịch lý_do ly_hôn mai_táng cao_tuổi "
        "cao_đẳng cao_học cao_niên cao_bằng lâm_nghiệp lương_hưu lương_thực đoàn_viên thai_sản "
        "thái_bình thái_nguyên thái_lan hà_nội hạ_long hà_tĩnh hà_giang hà_nam lâm_đồng phan_thiết "
        "hoá_đơn hoà_bình vi_phạm chữ_ký là_gì ninh_bình ninh_thuận lai_châu châu_đốc châu_âu đăng_ký "
        "nông_sản nông_nghiệp nông_dân nông_thôn"
    )
]
_NO_NAME_MARKED = {(marked_key(a) or a, marked_key(b) or b) for a, b in _NO_NAME}
_NO_NAME_FOLDED = {(fold(a), fold(b)) for a, b in _NO_NAME}

#: Said before a name and before nothing else; what follows is taken out whatever it looks like.
_INTRODUCED = re.compile(
    r"\b(?:ho va ten(?: khai sinh| day du)?|ho ten|ten day du|"
    r"ten(?: cua)? (?:toi|minh|em|con|chau|be|vo|chong|me|bo|cha|ba|ong|chi|anh)(?: toi| minh| em)? la|"
    r"ten la|(?:toi|minh|em|con|chau|be|vo|chong|me|bo|cha|bac|chu|co|ong|ba|chi|anh) ten)"
    r"(?: la)?\b[\s:,.-]*"
)
#: Said before a name, and before much else: "bà Lan", "bà bầu".
_ADDRESSED = re.compile(
    r"\b(?:(?:toi|minh|em|chau|con|day|nguoi) la|ong|ba|anh|chi|co|chu|bac|cau|di|mo|em|chau|be|con|"
    r"vo|chong|me|bo|cha|cua|cho|gui|benh nhan|hoc sinh|sinh vien|chu ho|chu dat|cong dan)"
    r"(?: (?:toi|minh|em|ong|ba|anh|chi|ten|la))?[\s:,.]+"
)
#: As the words of address are written; "đi" and "bộ" are none.
_ADDRESSES = _words(
    "tôi mình em cháu con đây người ông bà anh chị cô chú bác cậu dì mợ bé vợ chồng mẹ bố cha của cho "
    "gửi bệnh học sinh công toi minh chau day nguoi ong ba chi co chu bac cau di mo be vo chong me "
    "bo cua gui benh hoc cong"
)
#: After "ông", "bà" with their mark these make an ordinary phrase.
_AFTER_ADDRESS = _words(
    "ba me bau con noi ngoai chu vai xa bac co chau da de dang chi em cha bo mat bi o tai duoc "
    "muon can xin lam la va den tu qua gia nao khong se ngheo don neo viet vua tien toi minh giam "
    "tay lao trung thai dai han my nhat duc phap nga cam campuchia"
)
#: The name is over here.
_STOP = _words(
    "là làm xin cấp đổi mất bị muốn cần có cho ở tại đăng ký khai sinh từ tử kết hôn thì số năm ngày "
    "tháng nộp hồ giấy thẻ cccd cmnd căn cước sđt điện địa chỉ tra cứu và với hoặc để như báo đầu khi "
    "thủ tục chuyển sang tên nhà đất xe vay đã được nhận hỏi về đến trong trên theo này đó không hiện "
    "thường trú tạm vắng bố mẹ vợ chồng con cháu quê quán hưởng trợ chính xác nhận"
)
_STOP_FOLDED = {fold(word) for word in _STOP}
#: "họ tên" is also a thing that gets corrected: "sai họ tên trong giấy khai sinh".
_NOT_INTRODUCED = _words(
    "gi mot dem cu moi cua con cha cong doanh goi khac viet nuoc thuong cho trong"
)
#: Longest name in words.
_LONGEST = 5

_WORD = re.compile(r"[^\W\d_]+")


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    folded: str


def name_spans(text: str, folded: str) -> list[tuple[int, int]]:
    """Stretches of ``text`` that may be a person's name, as (start, end).

    ``folded`` is ``text`` in lower case without marks, letter for letter at the same places.
    """
    words = [
        _Word(m.start(), m.end(), text[m.start() : m.end()], m.group())
        for m in _WORD.finditer(folded)
    ]
    spans = []
    for match in _INTRODUCED.finditer(folded):
        spans += _after(words, match.end(), _introduced_length)
    for match in _ADDRESSED.finditer(folded):
        address = text[match.start() : match.end()].split()[0].lower()
        if address in _ADDRESSES:
            spans += _after(
                words, match.end(), lambda rest, by=address: _addressed_length(rest, by)
            )
    for place in range(len(words)):
        length = _standing_length(_together(words[place:]))
        if length:
            spans.append((words[place].start, words[place + length - 1].end))
    return spans


def _after(words: list[_Word], offset: int, length_of) -> list[tuple[int, int]]:  # type: ignore[no-untyped-def]
    rest = _together([word for word in words if word.start >= offset])
    length = length_of(rest) if rest and rest[0].start == offset else 0
    return [(rest[0].start, rest[length - 1].end)] if length else []


def _together(words: list[_Word]) -> list[_Word]:
    """The first words, as many as a name may have, up to a comma."""
    few = words[: _LONGEST + 1]
    for place in range(1, len(few)):
        if few[place].start - few[place - 1].end > 1:
            return few[:place]
    return few


def _introduced_length(rest: list[_Word]) -> int:
    if not _is_family(rest, 0) and (rest[0].folded in _NOT_INTRODUCED or _is_stop(rest[0])):
        return 0
    return _until_stop(rest, at_least=3 if _is_family(rest, 0) else 1)


def _addressed_length(rest: list[_Word], address: str) -> int:
    if (address, rest[0].folded) in (("cô", "to"), ("co", "to")):
        return 0  # an island of the province
    if _is_family(rest, 0):
        return _until_stop(rest, at_least=3)
    if rest[0].folded in _AFTER_ADDRESS or _is_stop(rest[0]):
        return 0
    # "ba" without its mark is three, or a father; a capital within a line is a name.
    if address in ("ông", "bà") or (_capital(rest[0]) and address[:1].islower()):
        return _until_stop(rest, at_least=1)
    return 0


def _standing_length(rest: list[_Word]) -> int:
    """A name without a word before it."""
    if len(rest) < 2 or not _is_family(rest, 0):
        return 0
    if _capital(rest[0]) and _capital(rest[1]) and not all(word.text.isupper() for word in rest):
        capitals = 0
        while capitals < len(rest) and _capital(rest[capitals]):
            capitals += 1
        return min(capitals, _LONGEST)
    middle = len(rest) > 2 and (
        marked_key(rest[1].text) in _MIDDLE_MARKED or rest[1].text.lower() in _MIDDLE_FOLDED
    )
    if middle or (marked_key(rest[0].text) or rest[0].folded) in _SURE:
        return _until_stop(rest, at_least=3)
    return 0


def _until_stop(rest: list[_Word], *, at_least: int) -> int:
    length = min(at_least, len(rest))
    while length < min(len(rest), _LONGEST) and not _is_stop(rest[length]):
        length += 1
    return length


def _is_stop(word: _Word) -> bool:
    """Whether a name cannot go on with ``word``: "tháng" ends it, "Thắng" does not."""
    written = word.text.lower()
    return written in (_STOP if marked_key(written) else _STOP_FOLDED)


def _is_family(words: list[_Word], place: int) -> bool:
    """Whether a family name stands at ``place``; without marks only beside a second sign."""
    word = words[place]
    after = words[place + 1] if place + 1 < len(words) else word
    following = after.folded
    marked = marked_key(word.text)
    if marked:
        pair = (marked, marked_key(after.text) or following)
        return marked in _FAMILY_MARKED and pair not in _NO_NAME_MARKED
    if (word.folded, following) in _NO_NAME_FOLDED:
        return False
    if word.folded in _SURE:
        return True
    sign = following in _MIDDLE_FOLDED or (
        _capital(word) and word.folded not in ("la", "hoa", "vi")
    )
    return sign and word.folded in _FAMILY_FOLDED


def _capital(word: _Word) -> bool:
    return word.text[0].isupper()
