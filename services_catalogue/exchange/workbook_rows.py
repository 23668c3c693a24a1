"""Records as rows of the workbook's sheets, and rows back as values of the record schema.

Cells are Python values here (text, numbers, dates, enum values); workbook files turn them into what
Excel shows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.vocabulary import Audience, Level

Cells = dict[str, Any]
_PLAIN = (
    "code",
    "name",
    "short_name",
    "summary",
    "popular_names",
    "keywords",
    "decision_number",
    "kind",
    "field",
    "audience_detail",
    "life_events",
    "online_level",
    "non_territorial",
    "effective_from",
    "effective_to",
    "superseded_by",
    "reviewed_on",
    "popularity",
    "source_url",
    "demo",
)


def service_row(record: ServiceRecord) -> Cells:
    """The row of the sheet of services."""
    cells: Cells = {name: getattr(record, name) for name in _PLAIN}
    cells |= {f"level_{one.value}": one in record.levels for one in Level}
    cells |= {f"audience_{one.value}": one in record.audiences for one in Audience}
    cells["guidance"] = record.guidance if isinstance(record.guidance, str) else ""
    return cells


def service_values(cells: Cells) -> dict[str, Any]:
    """Values of the record from the row of the sheet of services."""
    values = {name: cells[name] for name in _PLAIN}
    values["kind"] = cells["kind"] or ""
    values["online_level"] = cells["online_level"] or "info"
    values["popularity"] = cells["popularity"] or 0
    values["superseded_by"] = cells["superseded_by"] or None
    values["levels"] = [one.value for one in Level if cells[f"level_{one.value}"]]
    values["audiences"] = [one.value for one in Audience if cells[f"audience_{one.value}"]]
    values["guidance"] = cells["guidance"]
    return values


def part_rows(record: ServiceRecord, field: str) -> Iterator[Cells]:
    """The rows of one sheet of parts, without the code."""
    match field:
        case "agencies":
            for ref in record.agencies:
                yield {"role": ref.role, "name": ref.name, "slug": ref.slug}
        case "channels":
            yield from _channel_rows(record)
        case "cases":
            yield from _paper_rows(record)
        case "outputs":
            for output in record.outputs:
                yield {"name": output.name, "output_code": output.code}
        case "requirements":
            for text in record.requirements:
                yield {"text": text}
        case "related":
            for code in record.related:
                yield {"related": code}
        case "blocks":
            if not isinstance(record.guidance, str):
                for block in record.guidance:
                    yield {"json": json.dumps(block, ensure_ascii=False)}
        case _:
            for part in getattr(record, field):
                yield {name: getattr(part, name) for name in type(part).model_fields}


def _channel_rows(record: ServiceRecord) -> Iterator[Cells]:
    for number, channel in enumerate(record.channels, start=1):
        head: Cells = {
            "channel": number,
            "kind": channel.kind,
            "channel_description": channel.description,
        }
        if not channel.time_limits:
            yield head
        for place, limit in enumerate(channel.time_limits, start=1):
            time: Cells = {
                **head,
                "limit": place,
                "value": limit.value,
                "unit": limit.unit,
                "text": limit.text,
                "description": limit.description,
            }
            if not limit.fees:
                yield time
            for fee in limit.fees:
                yield {
                    **time,
                    "fee_kind": fee.kind,
                    "amount": fee.amount,
                    "fee_text": fee.text,
                    "fee_description": fee.description,
                }


def _paper_rows(record: ServiceRecord) -> Iterator[Cells]:
    for number, case in enumerate(record.cases, start=1):
        head: Cells = {"case": number, "case_name": case.name}
        if not case.documents:
            yield head
        for paper in case.documents:
            form = paper.form
            yield {
                **head,
                "name": paper.name,
                "originals": paper.originals,
                "copies": paper.copies,
                "required": paper.required,
                "note": paper.note,
                "form_name": form.name if form else "",
                "form_file": form.file if form else "",
                "form_url": form.url if form else "",
            }


def _agencies(rows: list[Cells]) -> list[Any]:
    return [{"role": one["role"], "name": one["name"], "slug": one["slug"] or None} for one in rows]


def _channels(rows: list[Cells]) -> list[Any]:
    channels: dict[Any, Cells] = {}
    limits: dict[Any, Cells] = {}
    for one in rows:
        key = one["channel"] or one["kind"]
        channel = channels.setdefault(
            key,
            {"kind": one["kind"], "description": one["channel_description"], "time_limits": []},
        )
        words = ("value", "unit", "text", "description", "fee_kind", "amount", "fee_text")
        if one["limit"] is None and not any(one[name] not in ("", None) for name in words):
            continue
        place = (key, one["limit"])
        if one["limit"] is None or place not in limits:
            limits[place] = {
                "value": one["value"],
                "unit": one["unit"] or None,
                "text": one["text"],
                "description": one["description"],
                "fees": [],
            }
            channel["time_limits"].append(limits[place])
        if any(one[name] not in ("", None) for name in ("fee_kind", "amount", "fee_text")):
            limits[place]["fees"].append(
                {
                    "kind": one["fee_kind"] or "levy",
                    "amount": one["amount"],
                    "text": one["fee_text"],
                    "description": one["fee_description"],
                }
            )
    return list(channels.values())


def _cases(rows: list[Cells]) -> list[Any]:
    cases: dict[Any, Cells] = {}
    for one in rows:
        key = one["case"] or one["case_name"]
        case = cases.setdefault(key, {"name": one["case_name"], "documents": []})
        if not one["name"]:
            continue
        paper: Cells = {
            "name": one["name"],
            "originals": one["originals"] or 0,
            "copies": one["copies"] or 0,
            "required": one["required"],
            "note": one["note"],
        }
        if one["form_name"] or one["form_file"] or one["form_url"]:
            name = one["form_name"] or one["form_file"] or one["form_url"]
            paper["form"] = {"name": name, "file": one["form_file"], "url": one["form_url"]}
        case["documents"].append(paper)
    return list(cases.values())


def _outputs(rows: list[Cells]) -> list[Any]:
    return [{"name": one["name"], "code": one["output_code"]} for one in rows]


def _blocks(rows: list[Cells]) -> list[Any]:
    return [json.loads(one["json"]) for one in rows]


_BACK: dict[str, Callable[[list[Cells]], list[Any]]] = {
    "agencies": _agencies,
    "channels": _channels,
    "cases": _cases,
    "outputs": _outputs,
    "requirements": lambda rows: [one["text"] for one in rows],
    "related": lambda rows: [one["related"] for one in rows],
    "blocks": _blocks,
}


def part_values(field: str, rows: list[Cells]) -> list[Any]:
    """Value of the record's ``field`` from the rows of its sheet that belong to one service."""
    bare = [{name: cell for name, cell in one.items() if name != "code"} for one in rows]
    return _BACK.get(field, list)(bare)
