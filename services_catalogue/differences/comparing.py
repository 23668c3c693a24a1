"""All differences between two states, in the order in which the service's page tells its facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from services_catalogue.differences import facts_of_record, papers, sections, terms, wording
from services_catalogue.differences.changes import FieldChange, Kind
from services_catalogue.differences.states import State, as_state
from services_catalogue.exchange.records import ServiceRecord

_PARTS: dict[str, Callable[[list[Any], list[Any]], Iterator[FieldChange]]] = {
    "cases": papers.cases,
    "channels": terms.channels,
    "steps": sections.steps,
    "outputs": sections.outputs,
    "requirements": sections.requirements,
    "agencies": sections.agencies,
    "legal_bases": sections.legal_bases,
    "targets": sections.targets,
    "faq": sections.questions,
}
#: What a person at home asks first comes first.
_ORDER = (
    *("channels", "cases", "steps", "requirements", "outputs", "effective_from", "effective_to"),
    *("superseded_by", "legal_bases", "decision_number", "name", "short_name", "popular_names"),
    *("summary", "online_level", "non_territorial", "targets", "agencies", "audiences"),
    *("audience_detail", "levels", "guidance", "faq", "field", "kind", "related"),
    *("life_events", "keywords", "reviewed_on", "popularity", "source_url", "demo", "raw"),
)
#: Fields that say nothing of the procedure itself: no visitor is told of them.
FOR_EDITORS = frozenset(
    {
        *("keywords", "life_events", "reviewed_on", "popularity", "source_url", "demo", "raw"),
        *("related", "popular_names"),
    }
)


def differences(
    old: State | ServiceRecord, new: State | ServiceRecord, *, arranged: bool = False
) -> list[FieldChange]:
    """What differs from ``old`` to ``new``, in the active language; empty when nothing does.

    Fields that one of the two does not know are no difference. ``arranged``: also tell of fields
    that say the same in another order or layout (:attr:`Kind.ARRANGED`), for those who decide
    field by field what to take.
    """
    before, after = as_state(old), as_state(new)
    found: list[FieldChange] = []
    for name in _ORDER:
        if name not in before or name not in after or before[name] == after[name]:
            continue
        changes = list(_field(name, before[name], after[name]))
        if not changes and arranged:
            text = _("chỉ đổi thứ tự hoặc cách trình bày")
            heading = headings()[name]
            changes = [FieldChange(heading, heading, "", text, Kind.ARRANGED, name, quoted=False)]
        found += changes
    # Parts that one field begins and another continues stand together, where the first stood.
    places: dict[str, int] = {}
    for one in found:
        places.setdefault(one.part, len(places))
    return sorted(found, key=lambda one: places[one.part])


def for_citizens(changes: Iterable[FieldChange]) -> list[FieldChange]:
    """The changes that concern those who use the service, not those who keep its page."""
    return [one for one in changes if one.name not in FOR_EDITORS]


def headings() -> dict[str, str]:
    """Field of a record → what people call it, in the active language."""
    own = {name: one[1] for name, one in facts_of_record.general().items()}
    own |= {name: one[1] for name, one in facts_of_record.lists().items()}
    return own | {
        "channels": _("Cách nộp, thời hạn và lệ phí"),
        "cases": _("Giấy tờ cần nộp"),
        "steps": _("Các bước"),
        "outputs": _("Kết quả"),
        "requirements": _("Điều kiện"),
        "agencies": _("Nơi giải quyết"),
        "legal_bases": _("Căn cứ pháp lý"),
        "targets": _("Nơi nộp trực tuyến"),
        "guidance": _("Hướng dẫn thêm"),
        "faq": _("Hỏi đáp"),
        "raw": _("Văn bản nguồn"),
    }


def _field(name: str, old: Any, new: Any) -> Iterator[FieldChange]:
    if name in _PARTS:
        yield from _PARTS[name](old or [], new or [])
    elif name == "guidance":
        heading = _("Hướng dẫn thêm")
        texts = wording.guidance(old), wording.guidance(new)
        yield from facts_of_record.change(heading, heading, name, *texts, running=True)
    elif name == "raw":
        heading = _("Văn bản nguồn")
        for key in sorted((old or {}).keys() | (new or {}).keys()):
            before, after = ((value or {}).get(key, "") for value in (old, new))
            more = {"about": key, "running": True}
            yield from facts_of_record.change(_("Theo dõi"), heading, name, before, after, **more)
    elif name in (known := facts_of_record.general()):
        part, label, words, more = known[name]
        yield from facts_of_record.fact(name, part, label, old, new, words, **more)
    else:
        part, label, words, more = facts_of_record.lists()[name]
        yield from facts_of_record.word_list(name, part, label, old, new, words, **more)
