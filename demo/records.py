"""Everything the demo catalogue holds, as records of the exchange schema.

The loader writes these into the database; nothing here touches it. All functions are
deterministic: the same tables give the same records.
"""

from collections.abc import Iterator

from demo.agencies import agencies as _agencies
from demo.blank_forms import BlankForm
from demo.composed_forms import composed_forms
from demo.composition import composed_services
from demo.prose import GuidanceRecord, NewsRecord, QuestionGroup
from demo.tables import read_rows
from services_catalogue.exchange.records import (
    AgencyRecord,
    FieldRecord,
    LifeEventRecord,
    ServiceRecord,
)


def services() -> Iterator[ServiceRecord]:
    """All services: those written out by hand first, then the composed ones."""
    for row in read_rows("written/*.yaml"):
        yield ServiceRecord(**row)
    yield from composed_services()


def agencies() -> Iterator[AgencyRecord]:
    """The province's units, each after its parent."""
    yield from _agencies()


def fields() -> Iterator[FieldRecord]:
    """Lĩnh vực, in the order of the branches of government."""
    return (FieldRecord(**row) for row in read_rows("fields.yaml"))


def life_events() -> Iterator[LifeEventRecord]:
    """Life events, citizens' first, in the order of the national portal."""
    return (LifeEventRecord(**row) for row in read_rows("life_events.yaml"))


def blank_forms() -> Iterator[BlankForm]:
    """The blank forms that services name, those of the written services first."""
    for row in read_rows("forms/*.yaml"):
        yield BlankForm(**row)
    yield from composed_forms()


def news() -> Iterator[NewsRecord]:
    """News and announcements, newest first."""
    return (NewsRecord(**row) for row in read_rows("news.yaml"))


def guidance() -> Iterator[GuidanceRecord]:
    """Guidance pages, in the order they are listed."""
    return (GuidanceRecord(**row) for row in read_rows("guidance.yaml"))


def faq() -> Iterator[QuestionGroup]:
    """Frequent questions, by topic."""
    return (QuestionGroup(**row) for row in read_rows("faq.yaml"))
