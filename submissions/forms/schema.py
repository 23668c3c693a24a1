"""A form's answers as JSON Schema 2020-12: the same rules as the pages, for machines.

What validates is accepted by the pages' own check, and what that check lets through validates. One
rule no schema can tell: "not after today" moves with the day and stands as ``x-latest: today``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from submissions.forms.composite import ADDRESS_PARTS, MOST_ROWS
from submissions.forms.number_patterns import EMAIL, IDENTITY_NUMBER, PHONE, TAX_CODE

if TYPE_CHECKING:
    from submissions.forms.compiled import Question, ShowIf

DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: Longest answers, in characters, unless the question says otherwise.
SHORT, LONG = 300, 4000
#: Widest numbers, unless the question says otherwise: more is a slip of the finger.
NUMBERS = 10**12
_DATE = r"^(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"
#: No NUL, which no database keeps; for required texts something besides white space.
_TEXT, _FILLED = r"^[^\u0000]*$", r"^[^\u0000]*[^\s\u0000][^\u0000]*$"
NOT_ANSWERED = ("file", "information")


def schema_of_all(title: str, questions: Iterable[Question]) -> dict[str, Any]:
    """The schema of all answers. A question that hangs on another is forbidden where not asked."""
    answered = [one for one in questions if one.kind not in NOT_ANSWERED]
    schema: dict[str, Any] = {"$schema": DIALECT, "title": title, **_object(answered)}
    conditional = [_conditional(one, one.show_if) for one in answered if one.show_if]
    if conditional:
        schema["allOf"] = conditional
    return schema


def _object(questions: list[Question]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {one.name: schema_of(one) for one in questions},
        "required": [one.name for one in questions if one.required and not one.show_if],
        "additionalProperties": False,
    }


def _conditional(question: Question, condition: ShowIf) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "if": _holds(condition),
        "else": {"properties": {question.name: False}},
    }
    if question.required:
        rule["then"] = {"required": [question.name]}
    return rule


def _holds(condition: ShowIf) -> dict[str, Any]:
    if condition.operator == "has":
        rule: dict[str, Any] = {"type": "array", "contains": {"const": condition.value}}
    else:
        rule = {"const": condition.value}
    found = {"required": [condition.question], "properties": {condition.question: rule}}
    return {"not": found} if condition.operator == "is_not" else found


def schema_of(question: Question) -> dict[str, Any]:
    """The schema of one answer."""
    said = {"title": question.label, "description": question.help_text}
    return {key: text for key, text in said.items() if text} | _rules(question)


def _rules(question: Question) -> dict[str, Any]:
    limits: Mapping[str, Any] = question.limits or {}
    keys = [key for key, _label in question.choices]
    match question.kind:
        case "date":
            latest = {"x-latest": limits["latest"]} if limits.get("latest") else {}
            return {"type": "string", "format": "date", "pattern": _DATE} | latest
        case "number":
            least, most = limits.get("least"), limits.get("most")
            return {
                "type": "integer",
                "minimum": -NUMBERS if least is None else least,
                "maximum": NUMBERS if most is None else most,
            }
        case "choice" | "select" | "commune" | "yes_no":
            return {"enum": keys or ["yes", "no"]}
        case "choices":
            least_ticks = {"minItems": 1} if question.required else {}
            return {"type": "array", "items": {"enum": keys}, "uniqueItems": True} | least_ticks
        case "declaration":
            return {"const": True}
        case "phone":
            return {"type": "string", "pattern": PHONE}
        case "identity_number":
            return {"type": "string", "pattern": IDENTITY_NUMBER}
        case "tax_code":
            return {"type": "string", "pattern": TAX_CODE}
        case "email":
            return {"type": "string", "pattern": EMAIL, "format": "email", "maxLength": 254}
        case "address":
            return {
                "type": "object",
                "properties": {
                    part: {"type": "string", "pattern": _FILLED, "maxLength": longest}
                    for part, longest in ADDRESS_PARTS.items()
                },
                "required": list(ADDRESS_PARTS),
                "additionalProperties": False,
            }
        case "repeat":
            least_rows = max(limits.get("least") or 0, 1 if question.required else 0)
            return {
                "type": "array",
                "items": _object(list(question.questions)),
                "minItems": least_rows,
                "maxItems": min(limits.get("most") or MOST_ROWS, MOST_ROWS),
            }
        case kind:
            longest = limits.get("longest") or (LONG if kind == "long_text" else SHORT)
            pattern = _FILLED if question.required else _TEXT
            return {"type": "string", "pattern": pattern, "maxLength": longest}
