"""Claims: one relay an entry, let go when a relay dies, and robust against a clock that jumps."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from submissions.models import OutboxEntry
from submissions.relay import claiming, outcomes
from submissions.relay.breaker import LONGEST_REST, REST, THRESHOLD, Breaker
from submissions.relay.timing import LONGEST_WAIT, wait_before
from submissions.vocabulary import DeliveryState


def later(**span) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(**span), tick=True)


def test_an_entry_has_one_claim_until_its_lease_ends(waiting, settings):
    waiting()
    (first,) = claiming.claim(10)
    assert claiming.claim(10) == ()
    with later(seconds=settings.RELAY_LEASE_SECONDS + 1):
        (second,) = claiming.claim(10)
        assert second.key == first.key
        # The relay that was thought dead comes back: its failure must not touch the other's claim.
        outcomes.failed(first, outcomes.BackendError("late"))
        assert second.row.exists()
        # That it arrived is true whoever says so.
        assert outcomes.delivered([(first, None)]) == 1
        assert outcomes.delivered([(second, None)]) == 0


def test_what_was_not_tried_is_given_back(waiting):
    waiting()
    claiming.let_go(claiming.claim(10))
    assert len(claiming.claim(10)) == 1


def test_the_longest_waiting_go_first_and_no_more_than_asked(waiting):
    entries = [waiting(f"QN-{number:04d}") for number in range(3)]
    now = timezone.now()
    for entry, minutes in zip(entries, (1, 3, 2), strict=True):
        OutboxEntry.objects.filter(pk=entry.pk).update(
            next_attempt_at=now - timedelta(minutes=minutes)
        )
    assert [one.pk for one in claiming.claim(2)] == [entries[1].pk, entries[2].pk]


@pytest.mark.parametrize("field", ["next_attempt_at", "claimed_until"])
def test_a_clock_set_back_strands_nothing(waiting, field):
    entry = waiting()
    OutboxEntry.objects.filter(pk=entry.pk).update(**{field: timezone.now() + timedelta(days=400)})
    assert len(claiming.claim(10)) == 1


@pytest.mark.parametrize("state", [DeliveryState.PARKED, DeliveryState.DELIVERED])
def test_only_what_waits_is_claimed(waiting, state):
    waiting()
    OutboxEntry.objects.update(state=state)
    assert claiming.claim(10) == ()


def test_waits_grow_are_spread_and_honour_what_was_asked():
    assert max(wait_before(1) for _ in range(200)) <= 4
    many = [wait_before(30) for _ in range(500)]
    assert max(many) <= LONGEST_WAIT
    assert max(many) - min(many) > LONGEST_WAIT / 2
    assert all(30 <= wait_before(1, 30) <= 33 for _ in range(100))
    assert wait_before(1, 1e9) <= 3960


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_breaker_opens_tries_once_and_closes():
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(THRESHOLD):
        assert breaker.allows()
        breaker.failed()
    assert not breaker.allows()
    clock.now += REST
    assert breaker.allows()
    assert not breaker.allows()  # one trial at a time
    breaker.failed()
    clock.now += REST
    assert not breaker.allows()  # rests longer each time
    clock.now += REST
    assert breaker.allows()
    breaker.untried()
    assert breaker.allows()
    breaker.succeeded()
    assert all(breaker.allows() for _ in range(3))


def test_the_breaker_never_rests_forever():
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(THRESHOLD):
        breaker.failed()
    for _ in range(20):
        clock.now += LONGEST_REST
        assert breaker.allows()
        breaker.failed()
