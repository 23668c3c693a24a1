"""What each citizen of a fault run hands in: made from a number, so that it can be checked later."""

from __future__ import annotations

import hashlib
import random

SERVICES = ("1.001193", "1.004194", "2.000528")
PAPER = "Giấy tờ kèm theo"
#: A paper that many hand in with equal content, e.g. a blank form.
SHARED = b"%PDF-1.7 the same for everyone " * 500


def service_of(number: int) -> str:
    """Which service this citizen asks for."""
    return SERVICES[number % len(SERVICES)]


def answers_of(number: int) -> dict[str, str]:
    """What is written in the form; no two citizens write the same."""
    words = random.Random(number).sample(["sổ", "đất", "nhà", "con", "hộ", "giấy", "xe"], 4)
    note = f"{' '.join(words)} — “{number}” \N{SNOWMAN} {number**7}"
    return {"full_name": f"Người Thử {number}", "note": note}


def papers_of(number: int) -> list[bytes]:
    """One to three files of up to 60 KB."""
    chance = random.Random(f"papers {number}")
    papers = [chance.randbytes(chance.randint(1, 60_000)) for _ in range(chance.randint(1, 2))]
    return papers + [SHARED] * (number % 4 == 0)


def digests_of(number: int) -> list[str]:
    """SHA-256 of the files, sorted."""
    return sorted(hashlib.sha256(paper).hexdigest() for paper in papers_of(number))
