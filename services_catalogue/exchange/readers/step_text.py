"""Trình tự thực hiện: one text of the source, taken apart into steps where it says so itself."""

from __future__ import annotations

import re

from services_catalogue.exchange.source_text import UPPER, filled

_STEP = re.compile(
    r"(?:^|(?<=\n)|(?<=[.;:] ))[ \t]*(?:[-–+*•]\s*)?(?:[a-zđ][.)]\s*)?Bước\s*(\d{1,2})\s*[:.)\-–]?\s*"
    rf"|(?<= )Bước\s*(\d{{1,2}})\s*:\s*(?=[{UPPER}])"
)
_LETTER = re.compile(r"(?:^|(?<=\n))[ \t]*([a-zđ])[.)]\s+")
_ORDINAL = re.compile(r"(?:^|(?<=\n))[ \t]*(\d{1,2})[.)]\s+")
_DASH = re.compile(r"(?:^|(?<=\n))[ \t]*[-–]\s+")
#: A heading of a step is short and does not go on in the same line.
_HEADING = 90
_MOST_DASHES = 12


def steps(text: object) -> list[dict]:
    """Steps of the record schema; the whole text as one step when nothing parts it."""
    text = filled(text)
    if not text:
        return []
    if len(_STEP.findall(text)) >= 2:
        return _numbered(text)
    for mark, most in ((_LETTER, 20), (_ORDINAL, 20), (_DASH, _MOST_DASHES)):
        found = list(mark.finditer(text))
        if 2 <= len(found) <= most and found[0].start() == 0:
            return [_step(part) for part in _pieces(text, found)]
    return [_step(text, titled=False)]


def _pieces(text: str, marks: list[re.Match[str]]) -> list[str]:
    ends = [one.start() for one in marks[1:]] + [len(text)]
    pieces = [text[one.end() : end].strip() for one, end in zip(marks, ends, strict=True)]
    return [piece for piece in pieces if piece]


def _numbered(text: str) -> list[dict]:
    """Steps "Bước 1: …"; a line before a second "Bước 1" is the heading of a new run of steps."""
    marks = list(_STEP.finditer(text))
    found: list[dict] = []
    if before := text[: marks[0].start()].strip():
        found.append(_step(before, titled=False))
    heading = ""
    for index, mark in enumerate(marks):
        end = marks[index + 1].start() if index + 1 < len(marks) else len(text)
        body = text[mark.end() : end].strip()
        upcoming = ""
        if index + 1 < len(marks) and _number(marks[index + 1]) == 1:
            body, upcoming = _cut_heading(body)
        if body or heading:
            step = _step(body)
            if heading:
                title = f"{heading}: {step['title']}".strip(": ")
                step = {"title": title[:255], "body": step["body"]}
            found.append(step)
        heading = upcoming
    return found


def _number(mark: re.Match[str]) -> int:
    return int(mark[1] or mark[2])


def _cut_heading(body: str) -> tuple[str, str]:
    head, _, last = body.rpartition("\n")
    return (head.strip(), last.strip(" :-")) if head and len(last) <= 200 else (body, "")


def _step(text: str, *, titled: bool = True) -> dict:
    """A step; its first line is the title when it is short and more follows, or after "Nộp hồ sơ:"."""
    text = text.strip()
    first, _, rest = text.partition("\n")
    first = first.strip()
    if titled and rest.strip() and len(first) <= _HEADING and not first.endswith((".", ";", ",")):
        return {"title": first.rstrip(" :"), "body": rest.strip()}
    if titled and not rest.strip() and len(text) <= _HEADING:
        return {"title": text.rstrip(" .;:"), "body": ""}
    return {"title": "", "body": text}
