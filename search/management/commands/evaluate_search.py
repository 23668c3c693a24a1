"""Asks the judged queries of a TSV file and tells how good the answers were, by kind."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.best_bets import best_bets
from search.engines import SearchEngine, SearchUnavailable, engine_named
from search.evaluation import Answer, Figures, Judged, evaluate, read_judged
from search.finding import find
from search.queries import Query
from search.query_log.kept import kept_queries

COLUMNS = f"{'kind':<6}{'n':>6}{'s@1':>8}{'s@3':>8}{'s@5':>8}{'MRR@10':>8}{'nDCG@10':>9}{'low':>8}{'p50 ms':>8}{'p95 ms':>8}"


class Command(BaseCommand):
    help = "success@1, success@3, success@5, MRR@10, nDCG@10 and low confidence by kind of query."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "queries", type=Path, nargs="?", help="TSV: id, kind, query, grade2, grade1"
        )
        parser.add_argument(
            "--kept",
            action="store_true",
            help="ask the queries that editors mended too, or alone, as the kind “kept”",
        )
        parser.add_argument(
            "--engine",
            choices=["elasticsearch", "embedded"],
            help="ask this engine and no other; without, the one that answers visitors",
        )
        parser.add_argument(
            "--misses", action="store_true", help="list queries without an answer in the first 5"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["queries"] and not options["kept"]:
            raise CommandError("give a file of queries, or --kept")
        judged = _judged(options["queries"]) if options["queries"] else []
        if options["kept"]:
            judged += kept_queries()
        if not judged:
            raise CommandError(f"{options['queries'] or '--kept'}: no queries")
        missed: list[tuple[Judged, Answer]] = []
        engines: Counter[str] = Counter()

        def note(one: Judged, answer: Answer) -> None:
            engines[answer.engine] += 1
            if one.best and not one.best & set(answer.codes[:5]):
                missed.append((one, answer))

        try:
            ask = _asker(options["engine"])
            ask(judged[0].text)  # the first search of a process also builds its lexicon
            figures = evaluate(judged, ask, on_query=note)
        except SearchUnavailable as problem:
            raise CommandError(f"{options['engine'] or 'no engine'}: {problem}") from problem
        self.stdout.write(COLUMNS)
        for kind in sorted(figures, key=lambda one: (one == "all", one)):
            self.stdout.write(_row(kind, figures[kind]))
        if options["misses"]:
            for one, answer in missed:
                self.stdout.write(
                    f"{one.kind}\t{one.text}\t{' '.join(sorted(one.best))}\t{' '.join(answer.codes[:3])}"
                )
        told = ", ".join(f"{name} {count}" for name, count in sorted(engines.items()))
        self.stdout.write(f"answered by: {told}")
        wanted = options["engine"] or ("elasticsearch" if settings.ELASTICSEARCH_URL else "")
        others = sum(count for name, count in engines.items() if name != wanted) if wanted else 0
        if others:
            raise CommandError(
                f"{others} of {len(judged)} queries were not answered by {wanted}: "
                "the figures above are not its own"
            )


def _judged(path: Path) -> list[Judged]:
    try:
        return read_judged(path)
    except (OSError, KeyError, UnicodeDecodeError) as problem:
        raise CommandError(f"{path}: {problem}") from problem


def _asker(name: str | None) -> Callable[[str], Answer]:
    """Asks as a visitor sees it: editors' best bets above what ``name`` found."""
    engine: SearchEngine | None = engine_named(name) if name else None

    def ask(text: str) -> Answer:
        query = Query(text, size=10, facets=())
        found, promoted = find(query, engine), best_bets(query)
        codes = [hit.document.code for hit in (*promoted, *found.hits)]
        doubted = (found.low_confidence or not found.hits) and not promoted
        return Answer(codes, doubted, found.engine)

    return ask


def _row(kind: str, one: Figures) -> str:
    times = sorted(one.times)
    middle, late = (times[int(share * (len(times) - 1))] * 1000 for share in (0.5, 0.95))
    shares = (one.at_1, one.at_3, one.at_5, one.reciprocal)
    return (
        f"{kind:<6}{one.count:>6}"
        + "".join(f"{one.mean(share):>8.3f}" for share in shares)
        + f"{one.mean(one.ndcg):>9.3f}{one.mean(one.doubted):>8.3f}{middle:>8.1f}{late:>8.1f}"
    )
