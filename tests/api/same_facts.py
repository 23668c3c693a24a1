"""Do pages tell the facts that the API tells? ``python -m tests.api.same_facts ADDRESS [--pages 200]``.

The JSON-LD of pages is read as RDF, as others read it, then compared with the record of the service.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.request import urlopen

from lxml import html
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF

SCHEMA = Namespace("https://schema.org/")
_ROLES = {"executing": SCHEMA.provider, "competent": SCHEMA.serviceOperator}


def linked_data(page: bytes) -> Graph:
    """The JSON-LD of a page. Its context is replaced by what it says: names of schema.org."""
    graph = Graph()
    for script in html.fromstring(page).iter("script"):
        if script.get("type") == "application/ld+json":
            told = json.loads(script.text)
            for one in told if isinstance(told, list) else [told]:
                assert one.pop("@context") == "https://schema.org"
                whole = {"@context": {"@vocab": str(SCHEMA)}, **one}
                graph.parse(data=json.dumps(whole), format="json-ld")
    return graph


def differences(graph: Graph, body: dict[str, Any]) -> list[str]:
    """What the page tells otherwise than the record ``body`` of the API; empty when nothing."""
    service = URIRef(body["permalink"])
    found = []

    def compare(what: str, told: Iterable[Any], stated: Iterable[Any]) -> None:
        left, right = Counter(map(str, told)), Counter(map(str, stated))
        if left != right:
            found.append(f"{what}: page {dict(left - right)}, record {dict(right - left)}")

    def names(predicate: URIRef, kind: URIRef | None = None) -> list[Any]:
        nodes = graph.objects(service, predicate)
        kept = [one for one in nodes if kind is None or (one, RDF.type, kind) in graph]
        return [graph.value(one, SCHEMA.name) for one in kept]

    compare("type", graph.objects(service, RDF.type), [SCHEMA.GovernmentService])
    compare("code", graph.objects(service, SCHEMA.identifier), [body["code"]])
    compare("title", graph.objects(service, SCHEMA.name), [body["title"]])
    compare("field", graph.objects(service, SCHEMA.serviceType), [body["field"]])
    for role, predicate in _ROLES.items():
        wanted = [one["name"] for one in body["agencies"] if one["role"] == role]
        compare(role, set(names(predicate)), set(wanted))
    compare("outputs", names(SCHEMA.serviceOutput), [one["name"] for one in body["outputs"]])
    audiences = list(graph.objects(service, SCHEMA.audience))
    compare("audiences", [len(audiences)], [len(body["audiences"])])
    channels = list(graph.objects(service, SCHEMA.availableChannel))
    compare("channels", [len(channels)], [len(body["channels"])])
    limits = [limit for channel in body["channels"] for limit in channel["time_limits"]]
    amounts = {fee["amount"] for limit in limits for fee in limit["fees"]} - {None}
    offers = graph.objects(service, SCHEMA.offers)
    compare("fees", {int(graph.value(one, SCHEMA.price)) for one in offers}, amounts)
    papers = [
        graph.value(paper, SCHEMA.name)
        for act in graph.objects(service, SCHEMA.potentialAction)
        for paper in graph.objects(act, SCHEMA.instrument)
    ]
    stated = [one["name"] for case in body["cases"] for one in case["documents"]]
    compare("papers", [str(one).strip() for one in papers], [one.strip() for one in stated])
    works = list(graph.objects(service, SCHEMA.subjectOf))
    laws = [one for one in works if (one, RDF.type, SCHEMA.Legislation) in graph]
    numbers = [graph.value(one, SCHEMA.legislationIdentifier) or "" for one in laws]
    compare("law", numbers, [one["number"] for one in body["legal_bases"]])
    record = next(iter(graph.subjects(RDF.type, SCHEMA.Dataset)))
    compare(
        "changed",
        [str(graph.value(record, SCHEMA.dateModified))[:19]],
        [(body["updated_at"] or "")[:19]],
    )
    return found


def main() -> int:
    """Compare a sample of a running portal; 1 when anything differs."""
    parser = argparse.ArgumentParser(prog="tests.api.same_facts", description=__doc__)
    parser.add_argument("address", help="of the portal, e.g. http://localhost:8000")
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=6)
    options = parser.parse_args()
    codes, path = [], "/api/v1/services?limit=100&fields=title"
    while path:
        page = json.loads(_get(options.address + path))
        codes += [one["code"] for one in page["items"]]
        path = page["next"] and page["next"][page["next"].index("/api/") :]
    sample = random.Random(options.seed).sample(codes, min(options.pages, len(codes)))
    wrong = 0
    for number, code in enumerate(sample, start=1):
        body = json.loads(_get(f"{options.address}/api/v1/services/{code}"))
        found = differences(linked_data(_get(f"{options.address}/dv/{code}")), body)
        wrong += bool(found)
        sys.stderr.write(f"\r{number}/{len(sample)}")
        if found:
            sys.stdout.write("\n  ".join([f"\r{code}", *found]) + "\n")
    sys.stdout.write(f"\rpages {len(sample)} of {len(codes)}, different {wrong}\n")
    return 1 if wrong else 0


def _get(address: str) -> bytes:
    with urlopen(address, timeout=60) as answer:
        return answer.read()


if __name__ == "__main__":
    sys.exit(main())
