"""All parts of one service read once, each with its place in the edit form.

Asking a page for its parts costs more than looking at them (modelcluster builds a query set each
time), so the rules share one reading.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from services_catalogue.models import (
        Case,
        Channel,
        Fee,
        LegalBasis,
        Output,
        RequiredDocument,
        Requirement,
        ServiceAgency,
        ServicePage,
        Step,
        SubmissionTarget,
        TimeLimit,
    )


_BREAK = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the page and where it stands in the form."""

    anchor: str
    text: str


class Parts:
    """Reads a page, whose parts may be in memory or in the database."""

    def __init__(self, page: ServicePage) -> None:
        self.page = page

    @cached_property
    def agencies(self) -> list[ServiceAgency]:
        """Agencies in their roles."""
        return list(self.page.service_agencies.all())

    @cached_property
    def steps(self) -> list[Step]:
        """Steps in order."""
        return list(self.page.steps.all())

    @cached_property
    def outputs(self) -> list[Output]:
        """What the applicant gets."""
        return list(self.page.outputs.all())

    @cached_property
    def requirements(self) -> list[Requirement]:
        """Conditions."""
        return list(self.page.requirements.all())

    @cached_property
    def legal_bases(self) -> list[LegalBasis]:
        """The law it rests on."""
        return list(self.page.legal_bases.all())

    @cached_property
    def targets(self) -> list[SubmissionTarget]:
        """Where the start button leads."""
        return list(self.page.targets.all())

    @cached_property
    def cases(self) -> list[tuple[str, Case, list[tuple[str, RequiredDocument]]]]:
        """Cases with their papers, each behind its place."""
        return [
            (f"cases-{place}", case, _placed(f"cases-{place}-documents", case.documents.all()))
            for place, case in enumerate(self.page.cases.all())
        ]

    @property
    def papers(self) -> Iterator[tuple[str, RequiredDocument]]:
        """Papers of all cases."""
        for _anchor, _case, papers in self.cases:
            yield from papers

    @cached_property
    def channels(self) -> list[tuple[str, Channel, list[tuple[str, TimeLimit, list[Fee]]]]]:
        """Ways of handing in with their time limits, each with its fees."""
        return [
            (
                f"channels-{place}",
                channel,
                [
                    (anchor, limit, list(limit.fees.all()))
                    for anchor, limit in _placed(
                        f"channels-{place}-time_limits", channel.time_limits.all()
                    )
                ],
            )
            for place, channel in enumerate(self.page.channels.all())
        ]

    @property
    def limits(self) -> Iterator[tuple[str, TimeLimit]]:
        """Time limits of all ways."""
        for _anchor, _channel, limits in self.channels:
            yield from ((anchor, limit) for anchor, limit, _fees in limits)

    @property
    def fees(self) -> Iterator[tuple[str, Fee]]:
        """Fees of all time limits."""
        for _anchor, _channel, limits in self.channels:
            for anchor, _limit, fees in limits:
                yield from _placed(f"{anchor}-fees", fees)

    @cached_property
    def blocks(self) -> list[dict[str, Any]]:
        """Blocks of the guidance as they are stored: ``{"type", "value"}``."""
        return [one for one in self.page.guidance.raw_data if isinstance(one, dict)]

    @cached_property
    def written(self) -> list[Text]:
        """What editors word themselves: the summary, the guidance, hints at papers."""
        found = [Text("summary", self.page.summary)]
        found += [Text("guidance", words_of(one)) for one in rich_texts(self.blocks)]
        found += [Text(f"{anchor}-note", paper.note) for anchor, paper in self.papers]
        return [one for one in found if one.text.strip()]

    @cached_property
    def told(self) -> list[Text]:
        """Every text that citizens read, names of laws apart."""
        found = [Text(f"steps-{n}-body", f"{one.title}. {one.body}") for n, one in _n(self.steps)]
        found += [Text(f"requirements-{n}-text", one.text) for n, one in _n(self.requirements)]
        found += [Text(f"{anchor}-name", paper.name) for anchor, paper in self.papers]
        for anchor, channel, limits in self.channels:
            found.append(Text(f"{anchor}-description", channel.description))
            found += [Text(f"{place}-description", one.description) for place, one, _ in limits]
        return [*self.written, *(one for one in found if one.text.strip())]


def words_of(rich_text: str) -> str:
    """The words of rich text, a line for each paragraph."""
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", rich_text))).strip()


def rich_texts(blocks: list[dict[str, Any]]) -> Iterator[str]:
    """Every text in stored blocks, HTML as it stands."""
    for block in blocks:
        if block.get("type") not in ("image", "file"):
            yield from _texts(block.get("value"))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one.get("value") if _is_item(one) else one)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name not in ("tone", "id"):
                yield from _texts(one)


def _is_item(one: Any) -> bool:
    return isinstance(one, dict) and one.get("type") == "item"


def _placed(prefix: str, rows: Any) -> list[tuple[str, Any]]:
    return [(f"{prefix}-{place}", row) for place, row in enumerate(rows)]


def _n(rows: list[Any]) -> Iterator[tuple[int, Any]]:
    yield from enumerate(rows)
