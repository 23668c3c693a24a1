"""A worker of the portal: takes what citizens hand in, until it is killed or all have a reference.

Arguments: first and last number, file of acknowledgements. A citizen without an acknowledgement clicks
again: what was committed but never said must not become a second submission.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import django


def main(first: int, last: int, acknowledged: Path, ready: Path) -> None:
    from tests.faults.clock import follow_the_file

    django.setup()
    follow_the_file()
    from tests.faults.handing_in import hand_in

    ready.touch()
    with acknowledged.open("a", encoding="ascii") as out:
        done = {int(line.split()[0]) for line in whole_lines(acknowledged)}
        for number in range(first, last):
            if number not in done:
                reference = hand_in(number)
                out.write(f"{number} {reference}\n")
                out.flush()
    while True:  # an idle worker can still be killed
        time.sleep(1)


def whole_lines(path: Path) -> list[str]:
    """Lines that were written to their end."""
    return [line for line in path.read_text("ascii").splitlines(keepends=True) if line[-1:] == "\n"]


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]))
