"""Nobody of commune A learns of commune B's draft, by any address of the admin."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from services_catalogue.models import UnitRole
from tests.admin.roles.address_table import CLOSED, FREE, OPEN, PROVINCE
from tests.admin.roles.addresses import Address, addresses, plain_addresses
from tests.admin.roles.world import SECRET, TITLE, WORD, World, build
from tests.admin.units.people import log_in, make_member
from tests.factories import make_service

REFUSED = {403, 404, 405}
HOME = "/quan-tri/"


@pytest.fixture
def world(commune_b) -> World:
    """Commune B's, every text of it secret."""
    draft = make_service(official_name=TITLE, summary=TITLE, managed_by=commune_b, publish=False)
    return build(draft, commune_b, TITLE)


@pytest.fixture
def people(commune_a, service_a) -> dict[str, Client]:
    """An editor, a moderator and the head of commune A."""
    return {role: log_in(make_member(f"{role}-a", commune_a, role)) for role in UnitRole}


def url_of(one: Address, world: World) -> str:
    values = PROVINCE.get(one.name) or {**CLOSED, **OPEN}[one.name](world)
    return reverse(one.name, kwargs={name: values[name] for name in one.takes})


def fault(browser: Client, method: str, url: str, *, closed: bool) -> str:
    """What is wrong with the answer; empty when nothing is."""
    answer = getattr(browser, method)(url, follow=True)
    status = answer.redirect_chain[0][1] if answer.redirect_chain else answer.status_code
    if SECRET in said(answer):
        return f"{method} {url} tells the secret"
    if not closed or status in REFUSED:
        return ""
    if status == 302 and answer.redirect_chain[0][0].split("?")[0] == HOME:
        return ""
    return f"{method} {url} answers {status} {answer.redirect_chain}"


def said(answer) -> str:
    """The whole answer in small letters."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode("utf-8", "replace").lower()


def named() -> list[Address]:
    return [one for one in addresses() if one.name and one.name not in FREE]


def test_every_address_with_an_id_stands_in_the_table():
    known = CLOSED.keys() | PROVINCE.keys() | OPEN.keys() | FREE
    missing = {one.name for one in addresses() if one.name} - known
    assert not missing, f"say in address_table.py what these may show: {sorted(missing)}"


@pytest.mark.parametrize(
    ("role", "method"),
    [(UnitRole.EDITOR, "get"), (UnitRole.HEAD, "get"), (UnitRole.HEAD, "post")],
)
def test_no_address_opens_for_another_unit(world, people, role, method):
    before = world.state()
    faults = [
        fault(people[role], method, url_of(one, world), closed=one.name not in OPEN)
        for one in named()
    ]
    assert not [one for one in faults if one]
    assert world.state() == before


def test_the_same_addresses_tell_the_secret_to_those_whose_it_is(world, commune_b):
    """Otherwise the test above would pass on a portal that shows nothing to anyone."""
    browser = log_in(make_member("moderator-b", commune_b, UnitRole.MODERATOR))
    told = {
        one.name
        for one in named()
        if one.name in CLOSED and SECRET in said(browser.get(url_of(one, world), follow=True))
    }
    assert len(told) > 30, sorted(told)


@pytest.mark.parametrize("query", ["", f"?q={WORD}&export=csv"])
def test_no_list_tells_of_another_unit(world, people, query):
    faults = [
        fault(people[UnitRole.HEAD], "get", f"{url}{query}", closed=False)
        for url in plain_addresses()
    ]
    assert not [one for one in faults if one]


def test_the_same_lists_tell_it_to_those_whose_it_is(world, commune_b):
    browser = log_in(make_member("head-b", commune_b, UnitRole.HEAD))
    found = [browser.get(f"{url}?q={WORD}", follow=True) for url in plain_addresses()]
    assert sum(SECRET in said(answer) for answer in found) > 8


def test_a_step_of_another_unit_is_not_decided_beside_ones_own_service(world, people, service_a):
    before = world.state()
    service_a.get_workflow().start(service_a, None)
    own = service_a.pk
    revision, step = world.service.latest_revision_id, world.step.pk
    mixed = [
        ("workflow_action", {"action_name": "approve", "task_state_id": step}),
        ("collect_workflow_action_data", {"action_name": "approve", "task_state_id": step}),
        ("workflow_history_detail", {"workflow_state_id": world.approval.pk}),
        ("revisions_view", {"revision_id": revision}),
        ("revisions_revert", {"revision_id": revision}),
        ("revisions_unschedule", {"revision_id": revision}),
    ]
    faults = [
        fault(
            people[UnitRole.MODERATOR],
            method,
            reverse(f"wagtailadmin_pages:{name}", kwargs={"page_id": own, **values}),
            closed=True,
        )
        for name, values in mixed
        for method in ("get", "post")
    ]
    compare = f"/quan-tri/pages/{own}/revisions/compare/earliest...{revision}/"
    faults.append(fault(people[UnitRole.MODERATOR], "get", compare, closed=True))
    assert not [one for one in faults if one]
    assert world.state() == before
