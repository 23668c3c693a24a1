"""What ranking needs of a document: cut when it is indexed, kept beside it, read in a moment.

Cutting takes ten times as long as reading what was cut, and a search ranks a hundred documents.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log10
from sys import intern
from typing import Any, NamedTuple

from search.documents import Document
from search.text import key, marked_key, tidy, words

#: What a word found in a field is worth beside one in the name.
NAME, KEYWORD, SUMMARY, FIELD, AGENCY = 1.0, 0.9, 0.5, 0.5, 0.25
#: The same, by the sign that the index keeps.
WORTH = {"n": NAME, "k": KEYWORD, "s": SUMMARY, "f": FIELD, "a": AGENCY}
#: What a service gains whose own name was typed as it stands, and whose popular name was.
OWN_NAME, OWN_POPULAR_NAME = 1.0, 0.4
#: Levels of government that a visitor of a province's portal deals with.
LOCAL_LEVELS = frozenset({"province", "commune"})
#: Acts on something that exists already, as names begin.
LATER_ACTS = frozenset(
    tuple(key(word) for word in phrase.split())
    for phrase in [
        "cấp lại",
        "cấp đổi",
        "đăng ký lại",
        "gia hạn",
        "thu hồi",
        "xoá",
        "chấm dứt",
        "sửa đổi",
        "điều chỉnh",
        "đổi",
        "chuyển đổi",
        "chuyển nhượng",
        "chuyển tiếp",
        "dừng",
        "đề nghị dừng",
        "huỷ",
        "tạm ngừng",
        "trả lại",
        "khôi phục",
        "trình báo",
        "cải chính",
        "thay đổi",
        "đính chính",
        "thôi",
        "sáp nhập",
        "hợp nhất",
        "chia",
        "tách",
        "giải thể",
        "bổ sung",
        "hiệu đính",
    ]
)

Rarity = Callable[[str], float]
"""How rare a folded word is in names, from 0 to 1."""


class Name(NamedTuple):
    """One name of a document, folded."""

    text: str
    """Its words with a space between them and at both ends."""
    words: tuple[str, ...]
    """Each once."""
    total: float
    """Their rarity together."""


@dataclass(frozen=True, slots=True)
class Card:
    """A document as ranking sees it; kept while the index does not change."""

    names: tuple[Name, ...]
    words: dict[str, str]
    """For each folded word the sign of the best place it stands in, then the forms it has with marks,
    each between spaces: "n câp_1 ". Strings, because thousands of cards are kept."""
    field: str
    popularity: float
    local: bool
    in_communes: bool
    audiences: frozenset[str]
    full_names: dict[str, float]
    """Names as they stand, folded, and what typing just that is worth."""
    act: frozenset[str]
    """What the service does to something that exists already ("cấp lại"); empty for a first issue."""


def cut(document: Document) -> dict[str, Any]:
    """``document`` cut for its card: plain data for JSON, which an engine keeps beside it."""
    own = _folded_once(document.title, document.official_name, document.short_name)
    popular = _folded_once(*document.popular_names)
    levels = {label.value for label in document.levels}
    return {
        "own": own,
        "popular": [name for name in popular if name not in own],
        "words": _words(document),
        "field": document.field.value if document.field else "",
        "popularity": document.popularity,
        "local": not levels or bool(levels & LOCAL_LEVELS),
        "in_communes": not levels or "commune" in levels,
        "audiences": [label.value for label in document.audiences],
        "act": _later_act(document.title),
    }


def card_from(kept: dict[str, Any], rarity: Rarity) -> Card:
    """The card of what :func:`cut` made."""
    own, popular = kept["own"], kept["popular"]
    full_names = dict.fromkeys(popular, OWN_POPULAR_NAME) | dict.fromkeys(own, OWN_NAME)
    return Card(
        names=tuple(_name(text, rarity) for text in (*own, *popular)),
        # The same few strings stand in thousands of cards.
        words={intern(one): intern(place) for one, place in kept["words"].items()},
        field=kept["field"],
        popularity=min(1.0, log10(1 + kept["popularity"]) / 5),
        local=kept["local"],
        in_communes=kept["in_communes"],
        audiences=frozenset(kept["audiences"]),
        full_names=full_names,
        act=frozenset(kept["act"]),
    )


def card_for(document: Document, rarity: Rarity) -> Card:
    """The card of ``document``, cut now."""
    return card_from(cut(document), rarity)


def _name(text: str, rarity: Rarity) -> Name:
    once = tuple(dict.fromkeys(text.split()))
    return Name(f" {text} ", once, sum(map(rarity, once)))


def _words(document: Document) -> dict[str, str]:
    names = (document.title, document.official_name, document.short_name)
    places = [("n", name) for name in (*names, *document.popular_names)]
    # A keyword is a topic, not a name: many services share it, and none is explained by it.
    places += [("k", keyword) for keyword in document.keywords]
    places += [("s", document.summary)]
    places += [("f", label.label) for label in (*document.labels("field"), *document.life_events)]
    places += [("a", label.label) for label in document.agencies]
    best: dict[str, str] = {}
    marks: dict[str, dict[str, None]] = {}
    for sign, text in dict.fromkeys(places):
        for word in words(tidy(text)):
            folded = key(word.text)
            if WORTH[sign] > WORTH.get(best.get(folded, ""), 0.0):
                best[folded] = sign
            if marked := marked_key(word.text):
                marks.setdefault(folded, {})[marked] = None
    return {one: " ".join((sign, *marks.get(one, ()), "")) for one, sign in best.items()}


def _folded_once(*names: str) -> list[str]:
    folded = (" ".join(key(word.text) for word in words(tidy(name))) for name in names)
    return [name for name in dict.fromkeys(folded) if name]


def _later_act(title: str) -> list[str]:
    cut_title = [key(word.text) for word in words(tidy(title))[:6]]
    if cut_title[:2] == ["thu", "tuc"]:
        cut_title = cut_title[2:]
    for length in (2, 1):
        if tuple(cut_title[:length]) in LATER_ACTS:
            return cut_title[:length]
    return []
