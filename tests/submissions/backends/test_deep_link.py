"""Links to other sites' forms: signed, without personal data, bound to their time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from submissions.backends.connected import connected_backend, deep_link, deep_link_key
from submissions.backends.deep_link import is_genuine
from submissions.backends.in_person import InPerson
from submissions.backends.protocol import BackendError

NOW = datetime(2026, 11, 24, 5, tzinfo=UTC)
PLACE = "https://dichvucong.quangninh.gov.vn/nop-ho-so?MaTTHC=1.115835&luc=1#form"
KEY = deep_link_key("dichvucong.quangninh.gov.vn").encode()


def link() -> str:
    return deep_link(PLACE, service_code="1.115835", case="Miền núi & hải đảo", now=NOW)


def test_the_link_keeps_its_own_parameters_and_carries_ours():
    query = parse_qs(urlsplit(link()).query)
    assert query["MaTTHC"] == query["ma_thu_tuc"] == ["1.115835"]
    assert query["truong_hop"] == ["Miền núi & hải đảo"]
    assert query["luc"] == [str(int(NOW.timestamp()))]
    assert urlsplit(link()).fragment == "form"


@pytest.mark.parametrize(
    ("url", "later", "genuine"),
    [
        (link(), 10, True),
        (link(), 3700, False),
        (link().replace("1.115835&truong_hop", "1.000001&truong_hop"), 10, False),
        (PLACE, 10, False),
    ],
)
def test_the_other_site_can_tell(url, later, genuine):
    assert is_genuine(KEY, url, NOW + timedelta(seconds=later)) == genuine


def test_each_site_has_its_own_key():
    assert not is_genuine(deep_link_key("other.example").encode(), link(), NOW)


def test_a_portal_without_a_backend_sends_nothing(settings):
    settings.DOSSIER_API_URL = ""
    backend = connected_backend()
    assert isinstance(backend, InPerson)
    with pytest.raises(BackendError) as failed:
        backend.take_dossier({}, key="k")
    assert failed.value.permanent
