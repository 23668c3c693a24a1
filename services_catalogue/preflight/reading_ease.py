"""How hard a Vietnamese text is to read: a plain measure that an editor can act on.

Nguyen and Henkin's formula ("A second generation readability formula for Vietnamese", Journal of
Reading 29, 1985) finds two things that matter: the length of sentences, and the share of difficult,
mostly Sino-Vietnamese words. Later work on school books (Luong, Nguyen and Dinh, 2018 to 2020)
confirms both. We measure the same two, and print no school grade: the weights were found on prose,
not on instructions.

Vietnamese writes syllable by syllable, so counting needs no word segmenter. A word has some one and a
half syllables: the 25 words at which GOV.UK calls a sentence long are 40 syllables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Syllables after which a sentence is long.
LONG_SENTENCE = 40
#: Texts shorter than this are not judged: one long sentence is no style.
LEAST_SYLLABLES = 30

_SENTENCE_END = re.compile(r"(?<!\d)[.!?…;:](?=\s|$)|\n+")
_SYLLABLE = re.compile(r"\w+")

#: Words of offices, each with what one would say at the counter.
OFFICE_WORDS = {
    "xuất trình": "đưa ra",
    "thụ lý": "nhận giải quyết",
    "tống đạt": "giao tận tay",
    "niêm yết": "dán công khai",
    "hoàn trả": "trả lại",
    "bổ khuyết": "bổ sung",
    "cung cấp": "đưa",
    "tiếp nhận": "nhận",
    "tiến hành": "làm",
    "thực hiện việc": "làm",
    "trên cơ sở": "theo",
    "căn cứ vào": "theo",
    "nêu trên": "đã nói",
    "đối với trường hợp": "nếu",
    "trong trường hợp": "nếu",
    "có trách nhiệm": "phải",
    "có nghĩa vụ": "phải",
    "được quyền": "được",
    "theo quy định của pháp luật": "nói rõ quy định nào",
    "quy định hiện hành": "nói rõ quy định nào",
    "cơ quan có thẩm quyền": "nói rõ cơ quan nào",
    "cấp có thẩm quyền": "nói rõ cơ quan nào",
    "cá nhân, tổ chức": "bạn",
    "tổ chức, cá nhân": "bạn",
    "người yêu cầu": "bạn",
    "đương sự": "bạn",
    "văn bản uỷ quyền": "giấy uỷ quyền",
    "văn bản ủy quyền": "giấy uỷ quyền",
    "lưu trú": "ở lại",
    "hành vi": "việc làm",
    "phương tiện": "xe, đồ dùng",
    "khấu trừ": "trừ",
    "hoàn thiện": "làm đủ",
    "đề nghị cấp": "xin cấp",
}
_OFFICE = re.compile(
    r"\b(?:" + "|".join(map(re.escape, sorted(OFFICE_WORDS, key=len, reverse=True))) + r")\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ease:
    """What was counted. ``office_words`` are those met, in order, each once."""

    syllables: int
    sentences: int
    longest: str
    longest_syllables: int
    long_sentences: int
    office_hits: int
    office_words: tuple[str, ...]

    @property
    def mean(self) -> float:
        """Syllables a sentence."""
        return self.syllables / self.sentences if self.sentences else 0.0

    @property
    def office_share(self) -> float:
        """Office words in a hundred syllables."""
        return 100 * self.office_hits / self.syllables if self.syllables else 0.0


def ease_of(text: str) -> Ease:
    """Measure a plain text; list items and lines count as sentences."""
    lengths = [
        (len(_SYLLABLE.findall(one)), one.strip())
        for one in _SENTENCE_END.split(text)
        if one and one.strip()
    ]
    lengths = [one for one in lengths if one[0]]
    longest = max(lengths, default=(0, ""))
    hits = [one.lower() for one in _OFFICE.findall(text)]
    return Ease(
        syllables=sum(number for number, _text in lengths),
        sentences=len(lengths),
        longest=longest[1],
        longest_syllables=longest[0],
        long_sentences=sum(1 for number, _text in lengths if number > LONG_SENTENCE),
        office_hits=len(hits),
        office_words=tuple(dict.fromkeys(hits)),
    )
