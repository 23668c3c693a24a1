"""What one thread claims at once: told together, and nothing lost when it dies or stops between."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import Mock

import pytest
import time_machine
from django.utils import timezone

from submissions.models import OutboxEntry, Submission
from submissions.relay import outcomes
from submissions.vocabulary import DeliveryState
from tests.submissions.making import make_submission


def later(**span) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(**span), tick=True)


def test_a_batch_is_told_together_but_a_code_given_twice_costs_the_others_nothing(
    relay, backend, waiting, monkeypatch
):
    make_submission("QN-0009", dossier_code="H49.22-261124-0002")  # the double's second
    entries = [waiting(f"QN-{number:04d}") for number in range(3)]
    told = []
    real = outcomes.delivered
    monkeypatch.setattr(outcomes, "delivered", lambda batch: told.append(len(batch)) or real(batch))
    done = relay.run_once()
    assert (done["delivered"], len(backend.dossiers)) == (2, 3)
    assert told[0] == 3
    states = OutboxEntry.objects.filter(pk__in=[one.pk for one in entries]).order_by("pk")
    assert list(states.values_list("state", "attempts", "claimed_until")) == [
        (DeliveryState.DELIVERED, 1, None),
        (DeliveryState.PARKED, 1, None),
        (DeliveryState.DELIVERED, 1, None),
    ]
    codes = Submission.objects.exclude(reference="QN-0009").order_by("reference")
    assert list(codes.values_list("dossier_code", flat=True)) == [
        "H49.22-261124-0001",
        None,
        "H49.22-261124-0003",
    ]


def test_a_relay_that_dies_before_it_told_delivers_again_under_the_same_keys(
    relay, backend, waiting, monkeypatch, settings
):
    for number in range(3):
        waiting(f"QN-{number:04d}", files=(b"photo %d" % number,))
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(outcomes, "_arrived", Mock(side_effect=KeyboardInterrupt))
        relay.deliver_some()
    assert (len(backend.dossiers), Submission.objects.exclude(dossier_code=None).count()) == (3, 0)
    assert relay.run_once()["delivered"] == 0  # still claimed
    with later(seconds=settings.RELAY_LEASE_SECONDS + 1):
        assert relay.run_once()["delivered"] == 3
    assert len(backend.dossiers) == 3
    for code, dossier in backend.dossiers.items():
        assert Submission.objects.get(dossier_code=code).reference == dossier["reference"]


def test_a_relay_that_is_stopped_tells_what_arrived_and_gives_the_rest_back(
    relay, backend, waiting, monkeypatch
):
    for number in range(3):
        waiting(f"QN-{number:04d}")
    real = backend.take_dossier

    def last(*args, **more):
        relay.stopping.set()
        return real(*args, **more)

    monkeypatch.setattr(backend, "take_dossier", last)
    relay.deliver_some()
    assert OutboxEntry.objects.filter(state=DeliveryState.DELIVERED).count() == 1
    assert OutboxEntry.objects.filter(claimed_until=None).count() == 3


def test_what_arrived_is_not_kept_back_while_the_next_takes_long(
    relay, waiting, backend, monkeypatch
):
    monkeypatch.setattr("submissions.relay.running.UNTOLD", 0)
    for number in range(2):
        waiting(f"QN-{number:04d}")
    seen = []
    real = backend.take_dossier

    def look(*args, **more):
        seen.append(OutboxEntry.objects.filter(state=DeliveryState.DELIVERED).count())
        return real(*args, **more)

    monkeypatch.setattr(backend, "take_dossier", look)
    relay.deliver_some()
    assert seen == [0, 1]
