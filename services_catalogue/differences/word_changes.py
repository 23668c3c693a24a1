"""The words that came and went between two texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from services_catalogue.differences.pairing import likeness

_TOKEN = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")
#: Words of one paragraph that are compared one by one; longer ones are told whole.
_MOST_WORDS = 3_000
#: Paragraphs less alike than this are two paragraphs: word by word they would be confetti.
_ALIKE = 45.0


class Run(NamedTuple):
    """Words that stayed ("same"), came ("added") or went ("removed"), with their spaces."""

    kind: str
    text: str


def word_changes(before: str, after: str) -> list[Run]:
    """Runs that give ``after`` when those removed are left out, ``before`` when those added are."""
    old, new = _paragraphs(before), _paragraphs(after)
    runs: list[Run] = []
    for tag, first, last, start, end in _opcodes(old, new):
        gone, come = old[first:last], new[start:end]
        if tag == "equal":
            runs.append(Run("same", "".join(come)))
        elif len(gone) == len(come):
            for one, other in zip(gone, come, strict=True):
                runs += _words(one, other)
        else:
            runs += _words("".join(gone), "".join(come))
    return list(_joined(runs))


def _paragraphs(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True)


def _opcodes(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()  # type: ignore[return-value]


def _words(before: str, after: str) -> Iterator[Run]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(old), len(new)) > _MOST_WORDS or likeness(before, after) < _ALIKE:
        yield Run("removed", before)
        yield Run("added", after)
        return
    for tag, first, last, start, end in _bridged(old, new):
        if tag == "equal":
            yield Run("same", "".join(new[start:end]))
        else:
            yield Run("removed", "".join(old[first:last]))
            yield Run("added", "".join(new[start:end]))


def _bridged(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """The opcodes of words, where a lone space between two changes belongs to them."""
    found: list[tuple[str, int, int, int, int]] = []
    for tag, first, last, start, end in _opcodes(old, new):
        blank = tag == "equal" and not "".join(new[start:end]).strip(" ,.;")
        inner = blank and first > 0 and last < len(old) and start > 0 and end < len(new)
        kind = "replace" if tag != "equal" or inner else "equal"
        if found and found[-1][0] == kind:
            _tag, first, _last, start, _end = found.pop()
        found.append((kind, first, last, start, end))
    return found


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Neighbours of one kind as one; what was removed stands before what came instead."""
    waiting = {"removed": "", "added": ""}
    same = ""
    for run in runs:
        if not run.text:
            continue
        if run.kind == "same":
            yield from (Run(kind, text) for kind, text in waiting.items() if text)
            waiting = {"removed": "", "added": ""}
            same += run.text
        else:
            if same:
                yield Run("same", same)
                same = ""
            waiting[run.kind] += run.text
    yield from (Run(kind, text) for kind, text in waiting.items() if text)
    if same:
        yield Run("same", same)
