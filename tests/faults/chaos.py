"""One fault run: citizens hand in, chance kills, and in the end everything is counted."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.faults import clock
from tests.faults.portal_worker import whole_lines
from tests.faults.verdict import Verdict, judge, waiting
from tests.faults.world import World

#: Seconds between faults, drawn evenly; how long a process may work before it may be killed.
BETWEEN, SPARED = (0.5, 3.0), 0.3
#: Errors of the clock, in seconds: an hour, three days, two months, either way.
JUMPS = (0, 3600, -3600, 3 * 86400, -3 * 86400, 60 * 86400, -60 * 86400)
#: After the last fault something must arrive in every so many seconds, until everything has.
PATIENCE = 300


def run_chaos(
    world: World, seed: int, tell: Callable[[str], None], *, kills: int | None = None
) -> Verdict:
    """Kill, lie and jump until all have handed in (and ``kills`` have happened); then judge."""
    chance = random.Random(seed)
    faults: Counter[str] = Counter()
    world.proxy.start()
    try:
        _rage(world, chance, faults, tell, kills or 0)
        _calm(world, tell)
    finally:
        for victim in world.victims:
            victim.kill()
        world.proxy.stop()
    faults.update(world.proxy.done)
    tell("faults: " + ", ".join(f"{name} {times}" for name, times in sorted(faults.items())))
    return judge(world.folder, world.acknowledged)


def _rage(
    world: World,
    chance: random.Random,
    faults: Counter[str],
    tell: Callable[[str], None],
    kills: int,
) -> None:
    next_fault, told = time.monotonic() + 2, 0.0
    while True:
        for victim in world.victims:
            victim.check()
        handed_in = len(whole_lines(world.acknowledged))
        if time.monotonic() - told > 5:
            told = time.monotonic()
            tell(f"{handed_in} handed in, {waiting(world.folder)} on their way")
        killed = sum(times for name, times in faults.items() if name.startswith("kill"))
        if handed_in >= world.submissions and killed >= kills:
            return
        if time.monotonic() >= next_fault:
            next_fault = time.monotonic() + chance.uniform(*BETWEEN)
            _one_fault(world, chance, faults)
        time.sleep(0.05)


def _one_fault(world: World, chance: random.Random, faults: Counter[str]) -> None:
    if chance.random() < 0.2:
        clock.set_wrong_by(world.clock, chance.choice(JUMPS))
        faults["clock jump"] += 1
        return
    able = [victim for victim in world.victims if victim.worked_for() > SPARED]
    if able:
        victim = chance.choice(able)
        victim.kill()
        faults[f"kill {victim.name}"] += 1


def _calm(world: World, tell: Callable[[str], None]) -> None:
    """No more faults. The clock goes on by some hours, as it would by itself: all waits are over."""
    world.proxy.be_honest()
    for victim in world.relays:  # breakers that rest begin anew
        victim.kill()
    hours, least, ends = 0, waiting(world.folder), time.monotonic() + PATIENCE
    while (left := waiting(world.folder)) and time.monotonic() < ends:
        if left < least:
            least, ends = left, time.monotonic() + PATIENCE
        hours += 2
        clock.set_wrong_by(world.clock, hours * 3600)
        tell(f"calm, {left} on their way")
        for _ in range(40):
            for victim in world.victims:
                victim.check()
            time.sleep(0.1)
            if not waiting(world.folder):
                break
    for victim in world.relays:
        victim.stop()


def keep_evidence(folder: Path) -> str:
    """Where the logs of the processes are."""
    return ", ".join(str(path) for path in sorted(folder.glob("*.log")))
