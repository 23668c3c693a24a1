"""The demo catalogue is found: by judged queries of each kind, and each service by its own names."""

from collections.abc import Callable
from pathlib import Path

import pytest

from demo import records
from search.documents import Document
from search.engines.embedded import EmbeddedEngine
from search.evaluation import UNANSWERABLE, Answer, Figures, evaluate, read_judged
from search.queries import Query
from search.results import ResultSet
from search.text import keys, tidy
from tests.benchmarks.semantic_services import document_of, reader_for

QUERIES = Path(__file__).with_name("demo_queries.tsv")
#: Least share of a kind whose answer is among the first five: one query in twenty or so of slack.
AT_5 = {
    "b": 0.9,
    "c": 0.95,
    "d": 0.9,
    "e": 0.85,
    "f": 0.93,
    "g": 0.95,
    "h": 0.85,
    "i": 0.6,
    "j": 0.85,
}
#: How the codes of services composed from tables begin (demo/README.md).
COMPOSED = "9.2"
Find = Callable[[str, int], ResultSet]


@pytest.fixture(scope="session")
def services() -> list[Document]:
    return [document_of(number, one) for number, one in enumerate(records.services())]


@pytest.fixture(scope="session")
def find(services, tmp_path_factory) -> Find:
    """Searches the demo catalogue, indexed once a process."""
    engine = EmbeddedEngine(tmp_path_factory.mktemp("demo-index"))
    engine.rebuild(services)
    reader = reader_for(engine, bare=False)

    def ask(text: str, size: int) -> ResultSet:
        parts = reader.understand(text).parts
        return engine.search(Query(text, size=size, facets=(), parts=parts))

    return ask


@pytest.fixture(scope="session")
def figures(find) -> dict[str, Figures]:
    def answer(text: str) -> Answer:
        found = find(text, 10)
        codes = [hit.document.code for hit in found.hits]
        return Answer(codes, found.low_confidence or not codes)

    return evaluate(read_judged(QUERIES), answer)


def test_the_judged_queries_name_services_that_exist(services):
    judged = read_judged(QUERIES)
    assert len(judged) >= 150
    assert {code for one in judged for code in one.best} <= {one.code for one in services}
    assert all(bool(one.best) == (one.kind != UNANSWERABLE) for one in judged)


def test_each_kind_of_query_finds_its_service(figures):
    shares = {kind: one.at_5 / one.count for kind, one in figures.items()}
    assert {kind: shares[kind] for kind, least in AT_5.items() if shares[kind] < least} == {}
    assert figures["all"].at_1 / figures["all"].count >= 0.83
    assert shares["all"] >= 0.96


def test_doubt_falls_on_what_no_service_answers(figures):
    other, all_others = figures[UNANSWERABLE], figures["all"]
    assert other.doubted / other.count >= 0.85
    assert all_others.doubted / all_others.count <= 0.04


def test_each_service_is_first_for_its_own_names(find, services):
    """Headings of all; legal names of those written out by hand. Services with the same name, marks
    aside, may stand for each other.
    """
    names = [(one, one.title) for one in services]
    names += [(one, one.official_name) for one in services if not one.code.startswith(COMPOSED)]
    missed = [
        (one.code, name, first.code)
        for one, name in names
        if (first := find(name, 1).hits[0].document) != one and _folded(name) not in _names(first)
    ]
    assert missed == []


def _folded(name: str) -> str:
    return " ".join(keys(tidy(name)))


def _names(document: Document) -> set[str]:
    return {_folded(document.title), _folded(document.official_name)}
