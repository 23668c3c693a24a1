"""Hands applications in with 8 threads, as one of two processes; prints how long it took. Arguments: how many, bytes of paper."""

from __future__ import annotations

import hashlib
import json
import random
import sys
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import django

PROCESSES, THREADS = 2, 8


def main(count: int, size: int) -> None:
    django.setup()
    from submissions.paper_files import add_file
    from submissions.submitting import submit
    from submissions.uploads.receiving import Received
    from submissions.vocabulary import ScanState
    from tests.faults.handing_in import begin

    first = random.randrange(10**9)
    drafts = [
        begin(number, hashlib.sha256(str(number).encode()).hexdigest())
        for number in range(first, first + count)
    ]

    def accept(draft) -> float:
        content = random.randbytes(size)
        started = perf_counter()
        # Keeping the file is part of it: sealed, and on the disk for good.
        add_file(draft, "Giấy tờ kèm theo", Received("a.pdf", "", content, "", 1, ScanState.OFF))
        submit(draft)
        return perf_counter() - started

    started = perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        durations = sorted(pool.map(accept, drafts))
    sys.stdout.write(json.dumps({"seconds": perf_counter() - started, "durations": durations}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
