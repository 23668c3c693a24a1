"""Bring every part of one service in four queries.

Django's prefetch takes a query a table: fifteen for a service, most of them for a handful of short
texts. A page on a cold cache should cost the database little more than one look-up, so parts with
parents are read through joins, and the short texts through one union.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, TextField, Value
from wagtail.documents import get_document_model

from services_catalogue.models import (
    Case,
    Channel,
    Fee,
    LegalBasis,
    Output,
    RelatedService,
    RequiredDocument,
    Requirement,
    ServicePage,
    Step,
    SubmissionTarget,
    TimeLimit,
)

_SHORT_PARTS: dict[str, tuple[type, tuple[str, ...]]] = {
    "steps": (Step, ("title", "body", "actor")),
    "outputs": (Output, ("name", "code")),
    "requirements": (Requirement, ("text",)),
    "legal_bases": (LegalBasis, ("number", "title", "url")),
    "related_services": (RelatedService, ("code",)),
    "targets": (SubmissionTarget, ("kind", "case_name", "url")),
}
_WIDTH = 3

_LIMIT = ("value", "unit", "text", "description")
_FEE = ("kind", "amount", "text", "description")
_PAPER = (
    *("name", "originals", "copies", "required", "note"),
    *("form_name", "form_url", "form_file_id"),
)
_FILE = ("title", "file", "file_size")


def load_parts(page: ServicePage) -> ServicePage:
    """Fill the parts of a saved page in place and answer it.

    A page that holds its parts in memory already (a preview, a revision) is left as it is.
    The page is for reading: do not save it.
    """
    if page.pk is None or page.steps.is_deferring:  # type: ignore[attr-defined]
        return page
    _load_short_parts(page)
    _load_channels(page)
    _load_cases(page)
    page.service_agencies.set(
        page.service_agencies.get_live_queryset()  # type: ignore[attr-defined]
        .select_related("agency")
        .order_by("sort_order")
    )
    return page


def _load_short_parts(page: ServicePage) -> None:
    found: dict[str, list[Any]] = {name: [] for name in _SHORT_PARTS}
    rows: QuerySet[Any] | None = None
    for name, (model, columns) in _SHORT_PARTS.items():
        blank = [Value("", output_field=TextField())] * (_WIDTH - len(columns))
        query = (
            model.objects.filter(page_id=page.pk)  # type: ignore[attr-defined]
            .order_by()
            .values_list(
                Value(name, output_field=TextField()), "pk", "sort_order", *columns, *blank
            )
        )
        rows = query if rows is None else rows.union(query, all=True)
    for name, pk, sort_order, *texts in rows or ():
        model, columns = _SHORT_PARTS[name]
        values = dict(zip(columns, texts, strict=False))
        found[name].append(model(pk=pk, sort_order=sort_order, **values))
    for name, parts in found.items():
        getattr(page, name).set(sorted(parts, key=_place))


def _load_channels(page: ServicePage) -> None:
    channels: dict[int, Channel] = {}
    limits: dict[int, list[TimeLimit]] = {}
    fees: dict[int, list[Fee]] = {}
    seen: set[int] = set()
    for row in (
        Channel.objects.filter(page_id=page.pk)
        .order_by("sort_order", "pk")
        .values(
            *("pk", "sort_order", "kind", "description"),
            *_columns("time_limits", _LIMIT),
            *_columns("time_limits__fees", _FEE),
        )
    ):
        pk = row["pk"]
        if pk not in channels:
            own = {name: row[name] for name in ("pk", "sort_order", "kind", "description")}
            channels[pk], limits[pk] = Channel(**own), []
        limit = row["time_limits__pk"]
        if limit is not None and limit not in seen:
            seen.add(limit)
            limits[pk].append(_part(TimeLimit, row, "time_limits", _LIMIT))
            fees[limit] = []
        if row["time_limits__fees__pk"] is not None:
            fees[limit].append(_part(Fee, row, "time_limits__fees", _FEE))
    for pk, channel in channels.items():
        for one in limits[pk]:
            one.fees.set(sorted(fees[one.pk], key=_place))
        channel.time_limits.set(sorted(limits[pk], key=_place))
    page.channels.set(sorted(channels.values(), key=_place))


def _load_cases(page: ServicePage) -> None:
    cases: dict[int, Case] = {}
    papers: dict[int, list[RequiredDocument]] = {}
    for row in (
        Case.objects.filter(page_id=page.pk)
        .order_by("sort_order", "pk")
        .values(
            *("pk", "sort_order", "name"),
            *_columns("documents", _PAPER),
            *(f"documents__form_file__{name}" for name in _FILE),
        )
    ):
        pk = row["pk"]
        if pk not in cases:
            cases[pk] = Case(pk=pk, sort_order=row["sort_order"], name=row["name"])
            papers[pk] = []
        if row["documents__pk"] is not None:
            paper = _part(RequiredDocument, row, "documents", _PAPER)
            if paper.form_file_id:
                values = {name: row[f"documents__form_file__{name}"] for name in _FILE}
                # Without a collection named, the model would ask the database for the default one.
                paper.form_file = get_document_model()(
                    pk=paper.form_file_id, collection_id=None, **values
                )
            papers[pk].append(paper)
    for pk, case in cases.items():
        case.documents.set(sorted(papers[pk], key=_place))
    page.cases.set(sorted(cases.values(), key=_place))


def _columns(prefix: str, names: Any) -> list[str]:
    return [f"{prefix}__{name}" for name in ("pk", "sort_order", *names)]


def _part(model: type, row: dict[str, Any], prefix: str, names: Any) -> Any:
    return model(**{name: row[f"{prefix}__{name}"] for name in ("pk", "sort_order", *names)})


def _place(part: Any) -> tuple[int, int]:
    return (part.sort_order or 0, part.pk)
