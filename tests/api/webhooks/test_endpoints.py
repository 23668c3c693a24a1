"""Where messages may go: never into the networks around the portal, whatever name leads there."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from api.models import Outcome
from api.webhooks import endpoints
from api.webhooks.posting import Mailbox

PING = '{"type": "webhook.test"}'


@pytest.mark.parametrize(
    "url",
    [
        "https://xa.example/webhook",
        "https://xa.example:8443/webhook?key=1",
        "https://XA.example",
        "https://xn--x-yga.example/",
    ],
)
def test_public_https_addresses_may_be_registered(url):
    assert endpoints.checked(url).hostname


@pytest.mark.parametrize(
    "url",
    [
        "http://xa.example/",
        "ftp://xa.example/",
        "javascript:alert(1)",
        "//xa.example/",
        "https://",
        "https://localhost/",
        "https://onestop/",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://127.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://10.0.0.1:443/",
        "https://user:secret@xa.example/",
        "https://xa.example:22/",
        "https://xa.example:99999/",
        "https://xa.example/#part",
        "https://xã.example/",
        "https://xa.example/ x",
        "https://xa.example/\r\nHost: y",
        "https://[/",
    ],
)
def test_other_addresses_are_refused(url):
    with pytest.raises(endpoints.Unfit):
        endpoints.checked(url)


def test_http_passes_for_developers_and_for_hosts_the_operator_trusts(settings):
    settings.WEBHOOK_TRUSTED_HOSTS = ["cms.tinh.local:8080"]
    assert endpoints.checked("http://cms.tinh.local:8080/x").port == 8080
    with pytest.raises(endpoints.Unfit):
        endpoints.checked("http://cms.tinh.local:8081/x")
    settings.DEBUG = True
    assert endpoints.checked("http://xa.example:3000/x").port == 3000


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.0", "255.255.255.255", "224.0.0.1", "192.0.2.1", "198.18.0.1", "240.0.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1"),
        *("64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "2001:0:7f00:1::"),
    ],
)
def test_inner_addresses_are_no_destination(address):
    assert not endpoints.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "203.162.4.190", "2001:4860:4860::8888"])
def test_public_addresses_are(address):
    assert endpoints.is_public(address)


def test_a_name_that_leads_inside_is_never_connected_to(names):
    names["xa.example"] = [["203.162.4.190", "10.0.0.7"]]
    with Mailbox("https://xa.example/hook") as mailbox:
        assert mailbox.post("{}", {}).outcome == Outcome.FORBIDDEN


def test_a_name_that_leads_nowhere_says_so(names):
    with Mailbox("https://xa.example/hook") as mailbox:
        assert mailbox.post("{}", {}).outcome == Outcome.UNKNOWN_HOST


def test_the_connection_goes_to_the_address_that_was_looked_at(names, receiver, settings):
    # The second answer of this name server would lead elsewhere: it is never asked for.
    port = urlsplit(receiver.address).port
    settings.WEBHOOK_TRUSTED_HOSTS = [f"xa.example:{port}"]
    names["xa.example"] = [["127.0.0.1"], ["203.0.113.1"]]
    with Mailbox(f"http://xa.example:{port}/hook") as mailbox:
        assert mailbox.post(PING, {}).outcome == Outcome.DELIVERED
    headers, _body = receiver.got[0]
    assert headers["Host"] == f"xa.example:{port}"
