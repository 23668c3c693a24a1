"""`make faults`: the long fault run. `ARGS="--seed 7"` runs it otherwise.

`ARGS="--submissions 10000 --people 4"`: kills come as often as ever, and most of the time goes into
starting what was killed, so that more people at once make a long run possible.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import mkdtemp

from rich.console import Console

from tests.faults.chaos import keep_evidence, run_chaos
from tests.faults.world import World


def main() -> int:
    """Run, judge, say it in the last line."""
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("--submissions", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=20261124, help="of all that happens by chance")
    parser.add_argument("--relays", type=int, default=2, help="relays at the same time")
    parser.add_argument("--people", type=int, default=1, help="who hand in at the same time")
    options = parser.parse_args()
    out = Console(highlight=False)
    folder = Path(mkdtemp(prefix="portal-faults-"))
    world = World(folder, options.submissions, options.seed, options.relays, people=options.people)
    with out.status("preparing both databases"):
        world.prepare(migrate_portal=True)
    verdict = run_chaos(world, options.seed, out.print)
    for line in verdict.wrong[:20]:
        out.print(f"wrong: {line}")
    if not verdict.is_good:
        out.print(f"evidence: {keep_evidence(folder)}")
    out.print(verdict.line())
    return 0 if verdict.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
