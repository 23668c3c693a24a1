"""Differences of the facts that stand alone: names, dates, classes, lists of words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from services_catalogue.differences import wording
from services_catalogue.differences.changes import FieldChange, Kind
from services_catalogue.differences.pairing import tidy
from services_catalogue.vocabulary import Audience, Level, OnlineLevel, ProcedureKind

Words = Callable[[Any], str]


def change(
    part: str, label: str, name: str, before: str, after: str, **more: Any
) -> Iterator[FieldChange]:
    """The change from ``before`` to ``after``; nothing where both say the same."""
    if tidy(before) == tidy(after):
        return
    kind = Kind.CHANGED if before and after else Kind.ADDED if after else Kind.REMOVED
    yield FieldChange(part, label, before, after, kind, name, **more)


def fact(
    name: str, part: str, label: str, old: Any, new: Any, words: Words, **more: Any
) -> Iterator[FieldChange]:
    """A fact of one value."""
    yield from change(part, label, name, words(old), words(new), **more)


def word_list(
    name: str, part: str, label: str, old: Any, new: Any, words: Words, **more: Any
) -> Iterator[FieldChange]:
    """A list in which order says nothing: what came and what went, in one change."""
    before, after = (list(map(words, value or ())) for value in (old, new))
    if sorted(map(tidy, before)) == sorted(map(tidy, after)):
        return
    yield from change(part, label, name, "; ".join(before), "; ".join(after), **more)


def general() -> dict[str, tuple[str, str, Words, dict[str, Any]]]:
    """Field → (part, label, its words, what else is true of the change), in the reader's language."""
    names, class_, force = _("Tên và tóm tắt"), _("Xếp loại"), _("Hiệu lực")
    ours = {"quoted": False}
    return {
        "name": (names, _("Tên chính thức"), tidy, {"running": True}),
        "short_name": (names, _("Tên ngắn"), tidy, {}),
        "summary": (names, _("Tóm tắt"), str, {"running": True}),
        "decision_number": (force, _("Quyết định công bố"), tidy, {}),
        "effective_from": (force, _("Hiệu lực từ"), wording.day, ours),
        "effective_to": (force, _("Hiệu lực đến"), wording.day, ours),
        "superseded_by": (force, _("Được thay bằng"), _text, ours),
        "field": (class_, _("Lĩnh vực"), tidy, {}),
        "kind": (class_, _("Loại thủ tục"), lambda v: wording.chosen(ProcedureKind, v), ours),
        "online_level": (
            *(_("Cách nộp"), _("Mức trực tuyến")),
            *(lambda value: wording.chosen(OnlineLevel, value), ours),
        ),
        "non_territorial": (
            *(_("Cách nộp"), _("Nộp ở đâu trong tỉnh cũng được")),
            *(lambda value: _("có") if value else _("không"), ours),
        ),
        "reviewed_on": (_("Theo dõi"), _("Ngày rà soát"), wording.day, ours),
        "popularity": (_("Theo dõi"), _("Số hồ sơ mỗi năm"), lambda v: str(v or 0), ours),
        "source_url": (_("Theo dõi"), _("Trang nguồn"), _text, ours),
        "demo": (
            *(_("Theo dõi"), _("Dữ liệu minh hoạ")),
            *(lambda value: _("có") if value else _("không"), ours),
        ),
    }


def lists() -> dict[str, tuple[str, str, Words, dict[str, Any]]]:
    """The same for lists of words."""
    class_, ours = _("Xếp loại"), {"quoted": False}
    return {
        "popular_names": (_("Tên và tóm tắt"), _("Còn gọi là"), tidy, {}),
        "keywords": (class_, _("Từ khoá"), tidy, {}),
        "levels": (class_, _("Cấp thực hiện"), lambda v: wording.chosen(Level, v), ours),
        "audiences": (class_, _("Dành cho"), lambda v: wording.chosen(Audience, v), ours),
        "audience_detail": (class_, _("Đối tượng theo quyết định"), tidy, {}),
        "life_events": (class_, _("Sự kiện"), _text, ours),
        "related": (class_, _("Thủ tục liên quan"), _text, ours),
    }


def _text(value: Any) -> str:
    return tidy(value)
