"""Two communes with an editor each, and somebody of the province: their desks as they read them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from services_catalogue.models import ServicePage, UnitRole
from tests.admin.units.people import log_in, make_member
from tests.factories import make_agency, make_service

HOME = "/quan-tri/"
Desk = Callable[[str], dict[str, list[tuple[str, str]]]]


@pytest.fixture
def mine(site_tree) -> ServicePage:
    """A live service of commune A."""
    unit = make_agency("UBND xã A", "xa-a", kind="commune")
    return make_service(short_name="Cấp bản sao trích lục", managed_by=unit)


@pytest.fixture
def browsers(mine, people) -> dict[str, Client]:
    """An editor of commune A and one of commune B, a moderator of A, and the province's editor."""
    other = make_agency("UBND xã B", "xa-b", kind="commune")
    return {
        "editor": log_in(make_member("bien-tap-a", mine.managed_by)),
        "moderator": log_in(make_member("duyet-a", mine.managed_by, UnitRole.MODERATOR)),
        "stranger": log_in(make_member("bien-tap-b", other)),
        "province": people["bientap"],
    }


@pytest.fixture
def desk(browsers) -> Desk:
    """What a person's desk names: (text, address) of each matter, by the key of its kind."""

    def read(person: str) -> dict[str, list[tuple[str, str]]]:
        html = BeautifulSoup(browsers[person].get(HOME).content, "html.parser")
        return {
            kind.h3["id"].removeprefix("desk-"): [
                (" ".join(one.text.split()), one.a["href"]) for one in kind.select(".desk-matter")
            ]
            for kind in html.select(".desk-kind")
        }

    return read
