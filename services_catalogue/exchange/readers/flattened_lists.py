"""Kết quả, căn cứ pháp lý and what trails behind them in the national portal's flattened text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services_catalogue.exchange.source_text import LOWER, UPPER, clean, filled, one_line

LAW_HEADER = "Tên văn bản pháp lýMã văn bản"
_TAIL = re.compile(r"Từ khóa(?P<keywords>.*?)Mô tả(?P<description>.*)$", re.DOTALL)
_OUTPUT = re.compile(r"Mã:\s*(KQ[.\-]?[A-Z0-9]+(?:\.\d+)*)")
_KEYWORD_BREAK = re.compile(r"\s*[,;\n]\s*")

_ISSUERS = (
    r"QH\d{2}|UBTVQH\d{2}|PL-UBTVQH\d{2}|L-CTN|NĐ-CP|ND-CP|NQ-CP|NQ-HĐND|QĐ-UBND|QĐ-TTg|TT-[A-ZĐ]+|"
    r"TTLT-[A-ZĐ\-]+|QĐ-[A-ZĐ]+|VBHN-[A-ZĐ]+|NQ-[A-ZĐ0-9]+|[A-ZĐ]+(?:-[A-ZĐ]+)*"
)
# Resolutions that ease law 206/2025/QH15 are counted "66.7/2025/NQ-CP".
_NUMBER = re.compile(
    rf"(?P<serial>(?:(?<!\d)66\.)?\d+)/(?P<year>(?:19|20)\d{{2}})/(?P<issuer>{_ISSUERS})"
)
_OLD_NUMBER = re.compile(r"(?<![/\d])(?P<serial>\d{1,4})/(?P<issuer>(?:QĐ|NĐ|CT|TT)-[A-ZĐ]+)")
#: Issuers after which a capital surely belongs to the next title, and before which it does not.
_COMMON = frozenset(
    f"TT-{ministry}"
    for ministry in [
        "BCA",
        "BTC",
        "BTP",
        "BXD",
        "BNNMT",
        "BNNPTNT",
        "BTNMT",
        "BGTVT",
        "BCT",
        "BYT",
        "BKHĐT",
        "BNV",
        "BQP",
        "BVHTTDL",
        "BLĐTBXH",
        "BTTTT",
        "BKHCN",
        "BGDĐT",
        "BNG",
        "NHNN",
        "VPCP",
        "TTCP",
        "UBDT",
        "BDTTG",
    ]
) | {"NĐ-CP", "NQ-CP", "QĐ-TTg", "NQ-HĐND", "QĐ-UBND", "QĐ-BCA", "QĐ-BTC"}
_PREFIX = re.compile(
    r"(?<=[^\s(])((?:Luật|Bộ luật|Thông tư|Nghị định|Nghị quyết|Quyết định|Pháp lệnh)(?: số)?\s*:?\s*)$"
)
_DATE_RAN_IN = re.compile(r"(\d{1,2}/\d{1,2}/(?:19|20)\d{2})(\d{1,3})$")


@dataclass(frozen=True, slots=True)
class Outputs:
    """Results with the keywords and the description that trail behind them."""

    outputs: list[dict]
    keywords: list[str]
    description: str


def outputs(text: str) -> Outputs:
    """Split "…Mã: KQ.G12.000327…Từ khóa…Mô tả…" into results, keywords and description."""
    text = clean(text)
    keywords: list[str] = []
    description = ""
    if tail := _TAIL.search(text):
        words = filled(tail["keywords"])
        keywords = [word for word in map(one_line, _KEYWORD_BREAK.split(words)) if word]
        description = filled(tail["description"])
        text = text[: tail.start()]
    found, start = [], 0
    for code in _OUTPUT.finditer(text):
        if name := _name(text[start : code.start()]):
            found.append({"name": name, "code": code[1][:40]})
        start = code.end()
    if rest := _name(text[start:]):
        found.append({"name": rest, "code": ""})
    return Outputs(found, keywords, description)


def without_tail(text: str) -> str:
    """``text`` without "Từ khóa…Mô tả…" when the portal's next cells slipped into it."""
    text = clean(text)
    tail = _TAIL.search(text)
    return filled(text[: tail.start()] if tail else text)


def _name(text: str) -> str:
    return filled(text.strip().lstrip("+-–•* ").strip())


def legal_bases(text: str) -> list[dict]:
    """Pairs of title and number, taken apart where a number is followed at once by the next title."""
    body = filled(clean(text).removeprefix(LAW_HEADER))
    found: list[dict] = []
    start = 0
    numbers = _numbers(body)
    for index, (begin, end, number) in enumerate(numbers):
        if begin < start or not _ends_cell(body, end, numbers[index + 1 : index + 2]):
            continue
        title = body[start:begin]
        title = _PREFIX.sub("", title) if start < begin else title
        found.append({"number": number, "title": one_line(title).strip(" ;-–")})
        start = end
    if rest := one_line(body[start:]).strip(" ;-–"):
        found.append({"number": "", "title": rest})
    unique = {(one["number"], one["title"]): one for one in found}
    return list(unique.values())


def _numbers(body: str) -> list[tuple[int, int, str]]:
    """(start, end, number) of each document number in ``body``."""
    found: list[tuple[int, int, str]] = []
    for one in sorted(
        [*_NUMBER.finditer(body), *_OLD_NUMBER.finditer(body)], key=lambda match: match.start()
    ):
        if found and one.start() < found[-1][1]:
            continue
        begin, end, text = one.start(), one.end(), one[0]
        # "TT-BTCLuật": the last capital begins the next title.
        if (
            body[end : end + 1].islower()
            and text[-1].isupper()
            and text[-2].isupper()
            and not (_known(text) and not _known(text[:-1]))
        ):
            end, text = end - 1, text[:-1]
        # "ngày 29/6/202443/2024/QH15": a date ran into the number.
        serial = one["serial"]
        if ran := _DATE_RAN_IN.search(body[max(0, begin - 8) : begin + len(serial)]):
            cut = len(serial) - len(ran[2])
            begin, text = begin + cut, text[cut:]
        found.append((begin, end, text))
    return found


def _known(number: str) -> bool:
    return number.rsplit("/", 1)[-1] in _COMMON


def _ends_cell(body: str, end: int, following: list[tuple[int, int, str]]) -> bool:
    """Whether the number that ends at ``end`` is a cell of its own, not a mention in a title."""
    if following and following[0][0] == end:
        return False  # the title's own number, with the cell right behind it
    after = body[end : end + 2]
    if not after.strip():
        return True
    if after[0].isalpha():
        return True
    return bool(re.match(rf" [{UPPER}][{LOWER}]", body[end : end + 3]))
