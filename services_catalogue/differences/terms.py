"""Differences of the ways of handing in, their time limits and their fees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from services_catalogue.differences import wording
from services_catalogue.differences.changes import FieldChange
from services_catalogue.differences.facts_of_record import change
from services_catalogue.differences.pairing import likeness, pair, tidy
from services_catalogue.vocabulary import FeeKind

_NAME = "channels"
Part = wording.Part


def channels(old: list[Part], new: list[Part]) -> Iterator[FieldChange]:
    """Ways of handing in by their kind, limits and fees by what they apply to.

    A change that several ways share is told once, with all their names.
    """
    told: dict[tuple[object, ...], FieldChange] = {}
    ways: dict[tuple[object, ...], list[str]] = {}
    for before, after in pair(old, new, _way_likeness, least=100):
        way = wording.channel(after or before or {})
        seen: dict[tuple[object, ...], int] = {}
        for one in _way(before, after):
            # The same change twice in one way of handing in is two changes.
            number = seen[_key(one)] = seen.get(_key(one), 0) + 1
            key = (*_key(one), number)
            told.setdefault(key, one)
            ways.setdefault(key, []).append(way)
    for key, one in told.items():
        yield replace(one, label=f"{one.label}, {', '.join(dict.fromkeys(ways[key]))}")


def _key(one: FieldChange) -> tuple[object, ...]:
    return one.label, one.about, one.before, one.after, one.kind


def _part() -> str:
    return _("Thời hạn và lệ phí")


def _way(before: Part | None, after: Part | None) -> Iterator[FieldChange]:
    if before is None or after is None:
        texts = [_way_words(one) if one else "" for one in (before, after)]
        yield from change(_("Cách nộp"), _("Cách nộp"), _NAME, *texts, quoted=False)
        return
    notes = [one.get("description") or "" for one in (before, after)]
    yield from change(_("Cách nộp"), _("Mô tả cách nộp"), _NAME, *notes, running=True)
    yield from _limits(before.get("time_limits") or [], after.get("time_limits") or [])


def _way_words(way: Part) -> str:
    """A way of handing in with its times and fees, a line each."""
    lines = [tidy(way.get("description"))]
    for limit in way.get("time_limits") or ():
        fees = ", ".join(f"{_fee_label(one)} {wording.fee(one)}" for one in limit.get("fees") or ())
        lines.append(" – ".join(filter(None, (wording.time(limit), fees))))
    return "\n".join([wording.channel(way), *(f"- {line}" for line in lines if line)])


def _limits(old: list[Part], new: list[Part]) -> Iterator[FieldChange]:
    single = len(old) == len(new) == 1
    pairs = [(old[0], new[0])] if single else pair(old, new, _limit_likeness, least=40)
    several = max(len(old), len(new)) > 1
    for before, after in pairs:
        about = tidy((after or before or {}).get("description")) if several else ""
        times = [wording.time(one) if one else "" for one in (before, after)]
        label = _("Thời hạn giải quyết")
        ours = all(not one or (one.get("value") is not None) for one in (before, after))
        yield from change(_part(), label, _NAME, *times, about=about, quoted=not ours)
        if before is not None and after is not None:
            notes = [one.get("description") or "" for one in (before, after)]
            yield from change(
                _part(), _("Thời hạn áp dụng khi"), _NAME, *notes, about=times[1], running=True
            )
        elif not any(times):
            given = [tidy(one.get("description")) if one else "" for one in (before, after)]
            yield from change(_part(), _("Thời hạn áp dụng khi"), _NAME, *given)
        old_fees, new_fees = ((one or {}).get("fees") or [] for one in (before, after))
        yield from _fees(old_fees, new_fees, about or ("" if single else times[1] or times[0]))


def _fees(old: list[Part], new: list[Part], where: str) -> Iterator[FieldChange]:
    several = max(len(old), len(new)) > 1
    for before, after in pair(old, new, _fee_likeness, least=40):
        shown = after or before or {}
        what = tidy(shown.get("description")) if several else ""
        about = " · ".join(filter(None, (where, what)))
        amounts = [wording.fee(one) if one else "" for one in (before, after)]
        ours = all(not one or one.get("amount") is not None for one in (before, after))
        yield from change(_part(), _fee_label(shown), _NAME, *amounts, about=about, quoted=not ours)
        if before is not None and after is not None:
            kinds = _fee_label(before), _fee_label(after)
            yield from change(_part(), _("Loại phí"), _NAME, *kinds, about=about, quoted=False)
            texts = [one.get("description") or "" for one in (before, after)]
            yield from change(
                *(_part(), _("Phí áp dụng khi"), _NAME, *texts), about=amounts[1], running=True
            )


def _fee_label(fee: Part) -> str:
    return wording.chosen(FeeKind, fee.get("kind"))


def _way_likeness(one: Part, other: Part) -> float:
    return 100.0 if one.get("kind") == other.get("kind") else 0.0


def _limit_likeness(one: Part, other: Part) -> float:
    """What a limit applies to says most; then the same time, then only that it is one."""
    texts = one.get("description") or "", other.get("description") or ""
    alike = likeness(*texts) if any(texts) else 60.0
    return 0.8 * alike + (20.0 if wording.time(one) == wording.time(other) else 0.0)


def _fee_likeness(one: Part, other: Part) -> float:
    texts = one.get("description") or "", other.get("description") or ""
    alike = likeness(*texts) if any(texts) else 60.0
    return (
        0.7 * alike
        + (15.0 if one.get("kind") == other.get("kind") else 0.0)
        + (15.0 if wording.fee(one) == wording.fee(other) else 0.0)
    )
