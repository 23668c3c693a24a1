"""Thành phần hồ sơ of the national portal: cases and papers whose cells were run together.

Each case is "<tên trường hợp>Tên giấy tờMẫu đơn, tờ khaiSố lượng" and its papers; a paper ends with
its quantity, "1 bản chính" or "0 bản chính,1 bản sao".
"""

from __future__ import annotations

import re

from services_catalogue.exchange.source_text import LOWER, UPPER, clean, is_null

HEADER = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
#: The quantity cell touches what stands before and after it; a quantity within a sentence does not.
_QUANTITY = re.compile(
    r"(\d+) bản chính(?:,\s?(\d+) bản sao)?(?![\s.;:,)/])|(\d+) bản chính(?:,(\d+) bản sao)?$"
)
_FORM = re.compile(r"\.(docx?|xlsx?|pdf|odt|ods|rar|zip|rtf|jpe?g|png)$", re.IGNORECASE)
_JOIN = re.compile(rf"(?<=[{LOWER}0-9.;:,)”\"'\]…])(?=[{UPPER}0-9])")
_FORM_HEAD = re.compile(
    r"(mẫu|mau|mau_|phụ lục|phu ?luc|pl|tờ khai|to ?khai|đơn|don|bm|ds|giấy|giay|biểu|bieu|phiếu|phieu|tk|"
    r"bản|ban|m\d|\d)",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"^[\s.,;:\-–+*]*$")


def cases(text: str) -> list[dict]:
    """Cases of the record schema, in order; none when the text is empty or no such table."""
    text = " ".join(clean(text).split())
    parts = text.split(HEADER)
    if len(parts) < 2:
        return []
    found = []
    name = parts[0]
    for index, part in enumerate(parts[1:], start=1):
        papers, rest = _papers(part)
        if index == len(parts) - 1:
            papers += _last(rest)
        case = {"name": _case_name(name), "documents": papers}
        if case["documents"] or case["name"]:
            found.append(case)
        name = rest
    return found


def _case_name(text: str) -> str:
    name = text.strip(" *+–-:")
    return "" if is_null(name) else name


def _papers(text: str) -> tuple[list[dict], str]:
    """Papers of one case, and the text after the last quantity (the next case's name)."""
    papers: list[dict] = []
    start = 0
    for found in _QUANTITY.finditer(text):
        digits = found[1] or found[3]
        own = _own_digits(text, found.start(), digits)
        name = text[start : found.start() + len(digits) - len(own)]
        if _within_sentence(text, found.start()):
            continue
        start = found.end()
        copies = int(found[2] or found[4] or 0)
        if paper := _paper(name, int(own), min(copies, 999)):
            papers.append(paper)
    return papers, text[start:]


def _within_sentence(text: str, start: int) -> bool:
    """Whether it is like "nộp 02 bản chính tờ khai": a leading zero after a space belongs to a sentence."""
    return text[start : start + 1] == "0" and text[max(0, start - 1) : start].isspace()


def _own_digits(text: str, start: int, digits: str) -> str:
    """The digits of the quantity; the ones before belong to a name ("…Mẫu số 05" + "1")."""
    if len(digits) == 1:
        return digits
    before = text[start - 1 : start]
    whole = before in ";.)”:," and before != "" and len(digits) == 2 and int(digits) <= 20
    return digits if whole and digits[0] != "0" else digits[-1]


def _last(text: str) -> list[dict]:
    """What stands after the last quantity of all: a paper whose quantity got lost."""
    paper = _paper(text, 0, 0)
    return [paper] if paper else []


def _paper(text: str, originals: int, copies: int) -> dict | None:
    name, form = split_form(text.strip())
    name = name.lstrip(" -–+*•").rstrip(" ;,.")
    if _NOTHING.match(name):
        return None
    # Lines without any quantity are headings and hints between the papers, not papers to bring.
    paper = {"name": name, "originals": originals, "copies": copies}
    paper["required"] = originals + copies > 0
    if form:
        paper["form"] = {"name": form}
    return paper


def split_form(text: str) -> tuple[str, str]:
    """Part a paper's name from the file name of its blank form, when one touches its end."""
    if not _FORM.search(text):
        return text, ""
    tail = max(0, len(text) - 180)
    joins = [one.start() for one in _JOIN.finditer(text, tail) if text[one.start() - 1] != " "]
    joins = [at for at in joins if at < len(text) - 5 and not _inside_number(text, at)]
    headed = [at for at in joins if _FORM_HEAD.match(text, at) and not text[at].isdigit()]
    numbered = [at for at in joins if text[at].isdigit() and not text[at - 1].isdigit()]
    for choice in (headed[:1], numbered[-1:], joins[:1]):
        if choice:
            return text[: choice[0]].strip(), text[choice[0] :].strip()[:500]
    return text, ""


def _inside_number(text: str, at: int) -> bool:
    """Whether ``at`` parts "2026" or "1.2" or "BM01": not where two cells meet."""
    before, here = text[at - 1], text[at]
    if before.isdigit():
        return here.isdigit() or text[at - 2 : at - 1].isalpha()
    if before in ".," and here.isdigit():
        return text[at - 2 : at - 1].isdigit()
    return False
