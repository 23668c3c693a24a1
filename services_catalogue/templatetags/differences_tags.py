"""Differences of a service on a page: words that came and went, marked for eye and ear."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from services_catalogue.differences.changes import FieldChange
from services_catalogue.differences.changes import by_part as grouped
from services_catalogue.differences.word_changes import Run, word_changes

register = template.Library()

#: Characters of unchanged text that stay around a change; the middle of longer ones is left out.
_AROUND = 160


@register.filter
def by_part(changes: Iterable[FieldChange]) -> list[tuple[str, list[FieldChange]]]:
    """Changes under the headings of their parts."""
    return grouped(changes)


@register.simple_tag
def words_changed(before: str, after: str) -> SafeString:
    """Both texts in one: what went in <del>, what came in <ins>, said aloud by hidden words.

    Screen readers leave the meaning of the two elements out, so it stands in the text. Long
    stretches that stayed the same are cut in the middle.
    """
    runs = word_changes(before, after)
    last = len(runs) - 1
    return format_html_join(
        "",
        "{}",
        ((_marked(run, first=place == 0, last=place == last),) for place, run in enumerate(runs)),
    )


def _marked(run: Run, *, first: bool, last: bool) -> SafeString:
    if run.kind == "same":
        return format_html("{}", _context(run.text, first=first, last=last))
    tag, spoken, end = (
        ("del", _("bỏ:"), _("hết phần bỏ"))
        if run.kind == "removed"
        else ("ins", _("thêm:"), _("hết phần thêm"))
    )
    pattern = '<{0}><span class="vh w-sr-only"> [{1} </span>{3}<span class="vh w-sr-only"> {2}] </span></{0}>'
    return format_html(pattern, tag, spoken, end, run.text)


def _context(text: str, *, first: bool, last: bool) -> str:
    """``text`` shortened to what stands beside a change."""
    limit = _AROUND if first or last else 2 * _AROUND
    if len(text) <= limit + 20:
        return text
    head = "" if first else text[:_AROUND].rsplit(None, 1)[0]
    tail = "" if last else text[-_AROUND:].split(None, 1)[-1]
    return f"{head} … {tail}"
