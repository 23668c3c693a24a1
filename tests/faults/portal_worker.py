"""A worker of the portal: takes what citizens hand in, until it is killed or all have a reference.

Arguments: first and last number, how many hand in at the same time, file of acknowledgements, file to
touch when it begins. A citizen without an acknowledgement clicks
again: what was committed but never said must not become a second submission.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import django


def main(first: int, last: int, people: int, acknowledged: Path, ready: Path) -> None:
    from tests.faults.clock import follow_the_file

    django.setup()
    follow_the_file()
    from tests.faults.handing_in import hand_in

    ready.touch()
    with acknowledged.open("a", encoding="ascii") as out:
        done = {int(line.split()[0]) for line in whole_lines(acknowledged)}
        queue, one_by_one = iter(set(range(first, last)) - done), threading.Lock()

        def hand_in_some(_person: int) -> None:
            while (number := _next(queue, one_by_one)) is not None:
                reference = hand_in(number)
                with one_by_one:
                    out.write(f"{number} {reference}\n")
                    out.flush()

        with ThreadPoolExecutor(people) as pool:
            list(pool.map(hand_in_some, range(people)))
    while True:  # an idle worker can still be killed
        time.sleep(1)


def _next(queue: Iterator[int], one_by_one: threading.Lock) -> int | None:
    with one_by_one:
        return next(queue, None)


def whole_lines(path: Path) -> list[str]:
    """Lines that were written to their end."""
    return [line for line in path.read_text("ascii").splitlines(keepends=True) if line[-1:] == "\n"]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]), *map(Path, sys.argv[4:6]))
