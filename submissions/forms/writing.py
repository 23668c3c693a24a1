"""From an editor's blocks to the neutral description that versions keep and the portal asks.

Names are made from labels once, when the definition is first published, and stay when a label is
reworded; a draft that saves itself while a label is being typed gives no names.
Conditions may be written with labels and in the words of the choices; here they become names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from core.text import fold
from services_catalogue.models import Agency
from services_catalogue.vocabulary import AgencyKind

#: A place where all papers of the case go; versions.py puts them in.
CASE_PAPERS = "case_papers"
LONGEST_NAME = 50


def slug(text: str, *, between: str = "_") -> str:
    """Letters and digits of a text without marks, short; empty when there are none."""
    words = re.sub(r"[^a-z0-9]+", between, fold(text).lower()).strip(between)
    cut = words[:LONGEST_NAME]
    if len(words) > LONGEST_NAME and between in cut:
        cut = cut.rsplit(between, 1)[0]
    return cut if not cut or cut[0].isalpha() else f"c{between}{cut}"


def unique(wanted: str, taken: set[str], *, between: str = "_") -> str:
    """``wanted``, or with the next free number; it is taken from then on."""
    name = next(
        n for i in count(1) if (n := wanted if i == 1 else f"{wanted}{between}{i}") not in taken
    )
    taken.add(name)
    return name


def named(body: Any) -> None:
    """Give each question of a stream value that has no name yet one made from its label."""
    questions = list(_with_names(body))
    taken = {one["name"] for one in questions if one.get("name")}
    for one in questions:
        if not one.get("name"):
            one["name"] = unique(slug(one["label"]) or "cau_hoi", taken)
    for repeat in [one for one in questions if "questions" in one]:
        inner = list(repeat["questions"])
        used = {child.value["name"] for child in inner if child.value.get("name")}
        for child in inner:
            if not child.value.get("name"):
                child.value["name"] = unique(slug(child.value["label"]) or "cau_hoi", used)


def _with_names(body: Any) -> Iterator[Any]:
    for section in body:
        for child in section.value["questions"]:
            if "name" in child.value:
                yield child.value


def content_of(title: str, introduction: str, body: Any) -> dict[str, Any]:
    """The neutral description of a definition, with its names filled in."""
    named(body)
    names: set[str] = set()
    communes: list[list[str]] = []
    if any(child.block_type == "commune" for child in _deep(body)):
        communes = commune_choices()
    return {
        "title": title,
        "introduction": introduction,
        "groups": _conditions_resolved(
            [
                {
                    "name": unique(slug(one.value["title"], between="-") or "phan", names, between="-"),
                    "title": one.value["title"],
                    "text": one.value.get("text") or "",
                    "questions": [
                        _question(child, communes, f"text-{place}-{number}")
                        for number, child in enumerate(one.value["questions"], start=1)
                    ],
                }
                for place, one in enumerate(body, start=1)
            ]
        ),
    }  # fmt: skip


def _deep(body: Any) -> Iterator[Any]:
    for section in body:
        for child in section.value["questions"]:
            yield child
            if child.block_type == "repeat":
                yield from child.value["questions"]


def commune_choices() -> list[list[str]]:
    """[slug, name] of the province's communes that are in office, by name."""
    found = Agency.objects.filter(kind=AgencyKind.COMMUNE, is_active=True).order_by("name")
    return [
        [one, re.sub(r"^(?:UBND|Uỷ ban nhân dân)\s+", "", name)]
        for one, name in found.values_list("slug", "name")
    ]


def _question(child: Any, communes: list[list[str]], text_name: str = "") -> dict[str, Any]:
    value, block = child.value, child.block
    if child.block_type == "case_papers":
        return {"name": CASE_PAPERS, "kind": CASE_PAPERS, "label": ""}
    if child.block_type == "information":
        read: dict[str, Any] = {"name": text_name, "kind": "information", "label": value["text"]}
        return {**read, **_condition(value)}
    read = {
        "name": value["name"],
        "kind": block.kind_of(value),
        "label": value["label"],
        "help_text": value.get("help_text") or "",
        "required": bool(value.get("required")),
        **_condition(value),
    }
    if value.get("applicant"):
        read["applicant"] = value["applicant"]
    if limits := {key: one for key, one in block.limits_of(value).items() if one not in (None, "")}:
        read["limits"] = limits
    if child.block_type == "choice":
        read["choices"] = choices_of(value.get("choices") or "")
    elif child.block_type == "commune":
        read["choices"] = communes
    elif child.block_type == "file":
        read["role"] = value["role"]
    elif child.block_type == "repeat":
        read["questions"] = [_question(one, communes) for one in value["questions"]]
    return read


def choices_of(text: str) -> list[list[str]]:
    """[key, label] of each line."""
    taken: set[str] = set()
    lines = [line.strip() for line in text.splitlines()]
    return [[unique(slug(line) or "khac", taken), line] for line in lines if line]


def _condition(value: Any) -> dict[str, Any]:
    read = value.get("show_if") or {}
    if not (read.get("question") or "").strip():
        return {}
    return {
        "show_if": {
            "question": read["question"].strip(),
            "operator": read.get("operator") or "is",
            "value": (read.get("value") or "").strip(),
        }
    }


def _conditions_resolved(groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    questions = [one for group in groups for one in group["questions"]]
    known = {one["label"].casefold(): one for one in questions if one["label"]}
    known |= {one["name"]: one for one in questions}
    for one in questions:
        if condition := one.get("show_if"):
            target = known.get(condition["question"]) or known.get(condition["question"].casefold())
            if target:
                condition["question"] = target["name"]
                condition["value"] = _value(target, condition["value"])
    return groups


def _value(target: dict[str, Any], text: str) -> Any:
    """The answer that an editor means, as answers hold it."""
    if target["kind"] == "number":
        return int(text) if re.fullmatch(r"-?[0-9]{1,15}", text) else text
    if target["kind"] == "declaration":
        return True
    pairs = target.get("choices") or []
    if target["kind"] == "yes_no":
        pairs = [["yes", "có"], ["no", "không"]]
    said = {label.casefold(): key for key, label in pairs}
    return said.get(text.casefold(), text)
