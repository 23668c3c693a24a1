"""Differences of cases (trường hợp) and of the papers in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from services_catalogue.differences import wording
from services_catalogue.differences.changes import FieldChange
from services_catalogue.differences.facts_of_record import change
from services_catalogue.differences.pairing import likeness, pair, tidy

_NAME = "cases"
Part = wording.Part


def cases(old: list[Part], new: list[Part]) -> Iterator[FieldChange]:
    """Cases by their names, else by their papers; then paper by paper."""
    if len(old) == len(new) == 1:
        pairs: Any = [(old[0], new[0])]
    else:
        pairs = pair(old, new, _case_likeness, least=50, same=_same_case)
    for before, after in pairs:
        if before is None or after is None:
            yield from _whole(before, after)
            continue
        names = tidy(before.get("name")), tidy(after.get("name"))
        yield from change(_part(), _("Trường hợp"), _NAME, *names)
        where = names[1] if len(new) > 1 else ""
        yield from _papers(before.get("documents") or [], after.get("documents") or [], where)


def _part() -> str:
    return _("Giấy tờ cần nộp")


def _whole(before: Part | None, after: Part | None) -> Iterator[FieldChange]:
    """A case that came or went, with its papers a line each."""
    texts = [
        "\n".join(
            [tidy(case.get("name")), *(f"- {tidy(p['name'])}" for p in case.get("documents") or ())]
        ).strip()
        if case
        else ""
        for case in (before, after)
    ]
    yield from change(_part(), _("Trường hợp"), _NAME, *texts)


def _papers(old: list[Part], new: list[Part], where: str) -> Iterator[FieldChange]:
    for before, after in pair(old, new, _paper_likeness, same=_same_paper):
        if before is None or after is None:
            given = [_paper_words(one) if one else "" for one in (before, after)]
            yield from change(_part(), _("Giấy tờ"), _NAME, *given, about=where)
            continue
        name = tidy(after["name"])
        about = f"{name} ({where})" if where else name
        yield from change(
            *(_part(), _("Tên giấy tờ"), _NAME, tidy(before["name"]), name),
            about=where,
            running=True,
        )
        counts = wording.copies(before), wording.copies(after)
        yield from change(_part(), _("Số bản"), _NAME, *counts, about=about, quoted=False)
        must = [
            _("bắt buộc") if one.get("required", True) else _("khi cần") for one in (before, after)
        ]
        yield from change(_part(), _("Phải nộp"), _NAME, *must, about=about, quoted=False)
        notes = [one.get("note") or "" for one in (before, after)]
        yield from change(_part(), _("Chỉ dẫn"), _NAME, *notes, about=about, running=True)
        forms = wording.form(before), wording.form(after)
        yield from change(_part(), _("Mẫu đơn, tờ khai"), _NAME, *forms, about=about)


def _paper_words(paper: Part) -> str:
    return f"{tidy(paper['name'])} ({wording.copies(paper)})"


def _same_paper(one: Part, other: Part) -> bool:
    return tidy(one["name"]).casefold() == tidy(other["name"]).casefold()


def _paper_likeness(one: Part, other: Part) -> float:
    return likeness(one["name"], other["name"])


def _same_case(one: Part, other: Part) -> bool:
    names = tidy(one.get("name")).casefold(), tidy(other.get("name")).casefold()
    return names[0] == names[1]


def _case_likeness(one: Part, other: Part) -> float:
    names = likeness(one.get("name") or "", other.get("name") or "")
    papers = [
        {tidy(paper["name"]).casefold() for paper in case.get("documents") or ()}
        for case in (one, other)
    ]
    shared = 200 * len(papers[0] & papers[1]) / (len(papers[0]) + len(papers[1]) or 1)
    return max(names, shared)
