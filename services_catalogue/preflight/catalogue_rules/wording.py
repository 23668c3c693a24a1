"""Words: plain, calm, of today's administration; pictures told in words; headings in order.

Old and new places of tone marks (hoá, hóa) are both correct and no rule's matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.text import fold
from services_catalogue.preflight.parts import Parts, Text, words_of
from services_catalogue.preflight.reading_ease import (
    LEAST_SYLLABLES,
    LONG_SENTENCE,
    OFFICE_WORDS,
    ease_of,
)
from services_catalogue.preflight.rule import Found, Rule, Severity

#: Words in capitals one after the other. Abbreviations (UBND, CCCD) come one or two at a time, and
#: lists of them have commas.
SHOUTED_WORDS = 4
_WORD_RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+")
_VOWEL = re.compile(r"[AEIOUYĂÂÊÔƠƯ]")
#: The level between province and commune ended on 2025-07-01 (Luật Tổ chức chính quyền địa phương
#: 72/2025/QH15). "Huyện" in the title of a law stays.
_DISTRICT = re.compile(
    r"\b(?:cấp\s+(?:quận|huyện)|(?:quận|huyện|thị\s+xã)(?:\s*,\s*|\s+hoặc\s+)(?:quận|huyện|thị\s+xã|thành\s+phố)"
    r"|(?:UBND|[Uu]ỷ ban nhân dân|[Uu]ỷ ban|[Ủủ]y ban nhân dân|[Cc]ông an|[Pp]hòng [^.;\n]{3,25}?)\s+(?:quận|huyện)"
    r"|cấp\s+tỉnh,\s*huyện)\b"
)
#: Office words in a hundred syllables above which a text sounds like a decree.
OFFICE_SHARE = 6
_FILE_NAME = re.compile(
    r"\.(?:jpe?g|png|gif|webp|heic)$|^(?:img|dsc|screenshot|image)[\W_]*\d+", re.I
)
_ALL_BOLD = re.compile(r"^\s*<p>\s*<(b|strong)>([^<]{3,80})</\1>\s*:?\s*</p>\s*$", re.I)


def _long_sentences(parts: Parts, known: Any) -> Iterable[Found]:
    for one in parts.written:
        ease = ease_of(one.text)
        if ease.syllables >= LEAST_SYLLABLES and ease.longest_syllables > LONG_SENTENCE:
            yield Found(one.anchor, ease.longest)


def _office_words(parts: Parts, known: Any) -> Iterable[Found]:
    for one in parts.written:
        ease = ease_of(one.text)
        if ease.office_hits >= 3 and ease.office_share > OFFICE_SHARE:
            pairs = (f"{word} → {OFFICE_WORDS[word]}" for word in ease.office_words[:4])
            yield Found(one.anchor, "; ".join(pairs))


def shouted(text: str) -> str:
    """The first words of ``text`` written in capitals one after the other; empty when there are none."""
    for run in _WORD_RUN.findall(text):
        words: list[str] = []
        for word in [*run.split(" "), ""]:
            if word.isupper() and len(word) > 1 and _VOWEL.search(fold(word).upper()):
                words.append(word)
            elif len(words) >= SHOUTED_WORDS:
                return " ".join(words)
            else:
                words = []
    return ""


def _capitals(parts: Parts, known: Any) -> Iterable[Found]:
    page = parts.page
    names = [Text("official_name", page.official_name), Text("short_name", page.short_name)]
    for one in [*names, *parts.told]:
        if found := shouted(one.text):
            yield Found(one.anchor, found)


def _districts(parts: Parts, known: Any) -> Iterable[Found]:
    for one in parts.told:
        if found := _DISTRICT.search(one.text):
            yield Found(one.anchor, found[0])


def _alt_texts(parts: Parts, known: Any) -> Iterable[Found]:
    for block in parts.blocks:
        value = block.get("value")
        if block.get("type") != "image" or not isinstance(value, dict) or value.get("decorative"):
            continue
        alt = str(value.get("alt_text") or "").strip()
        if not alt or _FILE_NAME.search(alt):
            yield Found(detail=alt)


def _headings(parts: Parts, known: Any) -> Iterable[Found]:
    """A heading with nothing below it, or bold words in a heading's place."""
    kinds = [block.get("type") for block in parts.blocks]
    for place, block in enumerate(parts.blocks):
        value = block.get("value")
        if block.get("type") == "heading":
            below = kinds[place + 1] if place + 1 < len(kinds) else None
            if below in ("heading", None):
                yield Found(detail=str(value))
        elif block.get("type") == "paragraph" and _ALL_BOLD.match(str(value)):
            yield Found(detail=words_of(str(value)))


RULES = [
    Rule(
        "alt_text", Severity.IMPORTANT, 3,
        _("Ảnh chưa có lời mô tả"),
        _("Tả ảnh cho người không nhìn thấy, hoặc đánh dấu là ảnh trang trí."),
        _alt_texts, "guidance",
    ),
    Rule(
        "district", Severity.IMPORTANT, 3,
        _("Nhắc đến cấp huyện, cấp đã bỏ từ 1/7/2025"),
        _("Ghi cơ quan cấp xã hoặc cấp tỉnh làm việc này hiện nay."),
        _districts, "steps",
    ),
    Rule(
        "headings", Severity.ADVICE, 1,
        _("Tiêu đề mục đặt chưa đúng chỗ"),
        _("Dưới mỗi tiêu đề phải có nội dung; dùng khối “Tiêu đề mục” thay cho chữ đậm."),
        _headings, "guidance",
    ),
    Rule(
        "capitals", Severity.ADVICE, 1,
        _("Viết cả cụm bằng chữ hoa"), _("Viết chữ thường, chỉ hoa chữ đầu câu và tên riêng."),
        _capitals, "official_name",
    ),
    Rule(
        "long_sentence", Severity.ADVICE, 1,
        _("Câu dài hơn 40 tiếng"), _("Tách thành những câu ngắn, mỗi câu một ý."),
        _long_sentences, "summary",
    ),
    Rule(
        "office_words", Severity.ADVICE, 1,
        _("Nhiều từ của văn bản hành chính"), _("Dùng từ như khi nói với người dân tại quầy."),
        _office_words, "summary",
    ),
]  # fmt: skip
