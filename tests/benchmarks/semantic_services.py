"""A catalogue's file as documents, and a reader of queries for it, without a database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any


def services(catalogue: Path, *, bare: bool) -> Iterator[tuple[Any, str]]:
    """Documents and what their pages say first."""
    from services_catalogue.exchange.lending import with_popular_names
    from services_catalogue.exchange.readers import read_file
    from services_catalogue.exchange.records import ServiceRecord

    for number, row in enumerate(read_file(catalogue)):
        if not isinstance(row.result, ServiceRecord):
            continue
        record = row.result if bare else with_popular_names(row.result)
        steps = [f"{step.title} {step.body}" for step in record.steps]
        outputs = [output.name for output in record.outputs]
        told = " ".join([record.field, *outputs, record.summary, *steps[:1]])
        yield document_of(number, record), told


def document_of(number: int, record: Any) -> Any:
    """The document of a service's record, as its page would make it; ``number`` stands for the page's."""
    from search.documents import Document, Label
    from services_catalogue.naming import heading_for, slug_for

    steps = [f"{step.title} {step.body}" for step in record.steps]
    papers = [paper.name for case in record.cases for paper in case.documents]
    agencies = dict.fromkeys(agency.name for agency in record.agencies)
    return Document(
        id=f"page:{number}",
        kind="service",
        version=1,
        title=heading_for(record.name, record.short_name),
        url=f"/dv/{record.code}",
        code=record.code,
        official_name=record.name,
        short_name=record.short_name,
        popular_names=tuple(record.popular_names),
        keywords=tuple(record.keywords),
        summary=record.summary,
        body="\n".join([*steps, *papers, *(output.name for output in record.outputs)]),
        field=Label(slug_for(record.field, ""), record.field),
        agencies=tuple(Label(slug_for(name, ""), name) for name in agencies),
        levels=tuple(Label(level.value, str(level.label)) for level in record.levels),
        audiences=tuple(Label(one.value, str(one.label)) for one in record.audiences),
        popularity=record.popularity,
    )


def reader_for(engine: Any, *, bare: bool) -> Any:
    """Understands queries with the words of ``engine``; ``bare`` without the project's synonyms."""
    from search.teaching import curated
    from search.understanding.lexicon import Lexicon
    from search.understanding.reading import Reader
    from search.understanding.thesaurus import Thesaurus

    thesaurus = Thesaurus() if bare else Thesaurus(*curated())
    return Reader(Lexicon(engine.vocabulary(), thesaurus.phrases), thesaurus)
