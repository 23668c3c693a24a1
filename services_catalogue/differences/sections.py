"""Differences of the other lists of parts: steps, law, results, conditions, agencies, targets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from services_catalogue.differences import wording
from services_catalogue.differences.changes import FieldChange
from services_catalogue.differences.facts_of_record import change
from services_catalogue.differences.pairing import likeness, pair, tidy
from services_catalogue.vocabulary import AgencyRole, TargetKind

Part = wording.Part
Words = Callable[[Any], str]


def whole_texts(
    name: str, part: str, label: str, old: list[Any], new: list[Any], words: Words
) -> Iterator[FieldChange]:
    """Parts that are a text each; ones that stayed alike enough are compared word by word."""
    olds, news = ([words(one) for one in parts] for parts in (old, new))
    for before, after in pair(
        olds, news, likeness, same=lambda one, other: tidy(one) == tidy(other)
    ):
        yield from change(part, label, name, before or "", after or "", running=True)


def steps(old: list[Part], new: list[Part]) -> Iterator[FieldChange]:
    """Steps by title and text."""
    yield from whole_texts("steps", _("Các bước"), _("Bước"), old, new, wording.step)


def requirements(old: list[str], new: list[str]) -> Iterator[FieldChange]:
    """Conditions."""
    yield from whole_texts("requirements", _("Điều kiện"), _("Điều kiện"), old, new, str)


def outputs(old: list[Part], new: list[Part]) -> Iterator[FieldChange]:
    """Results, with their codes."""

    def words(one: Part) -> str:
        name = one.get("name", "")
        return f"{name} ({one['code']})" if one.get("code") else name

    yield from whole_texts("outputs", _("Kết quả"), _("Kết quả"), old, new, words)


def questions(old: list[Part], new: list[Part]) -> Iterator[FieldChange]:
    """Questions and answers."""

    def words(one: Part) -> str:
        return f"{one.get('question', '')}\n{one.get('answer', '')}"

    yield from whole_texts("faq", _("Hỏi đáp"), _("Câu hỏi"), old, new, words)


def legal_bases(old: list[Part], new: list[Part]) -> Iterator[FieldChange]:
    """Legal documents by number: another number is another document, however alike the titles."""
    part, name = _("Căn cứ pháp lý"), "legal_bases"
    for before, after in pair(old, new, _law_likeness):
        if before is None or after is None:
            texts = [wording.law(one) if one else "" for one in (before, after)]
            yield from change(part, _("Văn bản"), name, *texts)
            continue
        words = wording.law(before), wording.law(after)
        yield from change(part, _("Văn bản"), name, *words, running=True)
        places = [one.get("url") or "" for one in (before, after)]
        yield from change(part, _("Địa chỉ văn bản"), name, *places, about=words[1], quoted=False)


def _law_likeness(one: Part, other: Part) -> float:
    numbers = tidy(one.get("number")).casefold(), tidy(other.get("number")).casefold()
    if all(numbers):
        return 100.0 if numbers[0] == numbers[1] else 0.0
    return likeness(one.get("title") or "", other.get("title") or "")


def agencies(old: list[Part], new: list[Part]) -> Iterator[FieldChange]:
    """Agencies role by role; a renamed agency is the same one under another name."""
    for role in AgencyRole:
        names = [
            [tidy(one.get("name")) for one in parts if one.get("role") == role]
            for parts in (old, new)
        ]
        if sorted(names[0]) != sorted(names[1]):
            texts = ["; ".join(one) for one in names]
            yield from change(_("Nơi giải quyết"), str(role.label), "agencies", *texts)


def targets(old: list[Part], new: list[Part]) -> Iterator[FieldChange]:
    """Where applications are handed in, case by case."""

    def words(one: Part) -> str:
        return " ".join(filter(None, (wording.chosen(TargetKind, one.get("kind")), one.get("url"))))

    for before, after in pair(old, new, lambda one, other: _same_case(one, other)):
        about = tidy((after or before or {}).get("case"))
        texts = [words(one) if one else "" for one in (before, after)]
        more: dict[str, Any] = {"about": about, "quoted": False}
        yield from change(_("Cách nộp"), _("Nơi nộp trực tuyến"), "targets", *texts, **more)
        if before is not None and after is not None:
            named = [one.get("case") or "" for one in (before, after)]
            yield from change(_("Cách nộp"), _("Nơi nộp áp dụng cho"), "targets", *named)


def _same_case(one: Part, other: Part) -> float:
    names = one.get("case") or "", other.get("case") or ""
    return likeness(*names) if any(names) else 100.0
