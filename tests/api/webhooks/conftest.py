"""A receiver that the operator trusts, and an endpoint that is switched on."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator

import pytest

from api.models import WebhookSubscription
from api.webhooks import subscribing
from api.webhooks.running import Sender
from tests.api.webhooks.receiver import Receiver, receiving


@pytest.fixture
def receiver(settings) -> Iterator[Receiver]:
    with receiving() as one:
        settings.WEBHOOK_TRUSTED_HOSTS = [one.netloc]
        yield one


@pytest.fixture
def send() -> Callable[[], int]:
    """Send all that is due now; answers how many messages arrived."""
    return lambda: Sender().run_once()


@pytest.fixture
def active(db, site_tree, receiver, send) -> Callable[..., tuple[WebhookSubscription, str]]:
    """Make an endpoint whose address has been checked; answers it with its secret."""

    def make(**wanted: list[str]) -> tuple[WebhookSubscription, str]:
        one = subscribing.register(
            url=receiver.address, email="chu@xa.example", language="vi", wanted=wanted
        )
        secret = subscribing.confirm(one)
        subscribing.ask(one, "challenge")
        assert send() == 1
        receiver.got.clear()
        one.refresh_from_db()
        return one, secret

    return make


@pytest.fixture
def names(monkeypatch) -> dict[str, list[list[str]]]:
    """A name server: host → its answers in turn, the last for ever. Numbers stay what they are."""
    known: dict[str, list[list[str]]] = {}
    real = socket.getaddrinfo

    def look_up(host, port, *args, **kwargs):
        if host[:1].isdigit():
            return real(host, port, *args, **kwargs)
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        answers = known[host]
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known
