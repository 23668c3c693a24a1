"""GET /api/v1/changes keeps a mirror exact, through any edits."""

from __future__ import annotations

import os
import random
from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client
from wagtail.models import PageViewRestriction

from services_catalogue.models import Agency, ChangeRecord, ServicePage
from tests.api.mirror import Mirror, source
from tests.factories import make_agency, make_field, make_service

#: The long run: MIRROR_EDITS=1000 pytest tests/api/test_change_feed.py
EDITS = int(os.environ.get("MIRROR_EDITS", "100"))


class Editor:
    """Somebody who changes things at random, the same way for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.number = 0

    def edit(self) -> None:
        """One random act."""
        acts: list[Callable[[], None]] = [
            *[self.change] * 6,
            *[self.toggle] * 3,
            *(self.create, self.create, self.delete, self.supersede, self.rename_agency),
            *(self.restrict, self.move_code, self.rename_field, self.fail, self.draft),
        ]
        self.number += 1
        self.random.choice(acts)()

    def pick(self) -> ServicePage | None:
        pks = list(ServicePage.objects.order_by("pk").values_list("pk", flat=True))
        return ServicePage.objects.get(pk=self.random.choice(pks)) if pks else None

    def create(self) -> None:
        make_service(code=f"3.{self.number:06d}", publish=self.random.random() < 0.8)

    def change(self) -> None:
        if page := self.pick():
            limit = page.channels.first().time_limits.first()
            fee = limit.fees.first()
            fee.amount = self.random.randrange(0, 500_000, 1000)
            limit.fees = [fee]
            channel = page.channels.first()
            channel.time_limits = [limit]
            page.channels = [channel]
            page.summary = f"Lần sửa {self.number}"
            page.save_revision().publish()

    def draft(self) -> None:
        if page := self.pick():
            page.summary = "Chưa ai được thấy"
            page.save_revision()

    def toggle(self) -> None:
        if page := self.pick():
            page.unpublish() if page.live else page.save_revision().publish()

    def delete(self) -> None:
        if (page := self.pick()) and ServicePage.objects.count() > 5:
            page.delete()

    def supersede(self) -> None:
        page, other = self.pick(), self.pick()
        if page and other and page.pk != other.pk:
            page.superseded_by = other
            page.save_revision().publish()

    def move_code(self) -> None:
        if page := self.pick():
            page.code = f"4.{self.number:06d}"
            page.save_revision().publish()

    def rename_agency(self) -> None:
        agency = Agency.objects.get(slug=make_agency().slug)
        agency.name = f"Sở Tư pháp {self.number}"
        agency.save()

    def rename_field(self) -> None:
        field = make_field()
        field.name = f"Hộ tịch {self.number}"
        field.save()

    def restrict(self) -> None:
        if page := self.pick():
            held = PageViewRestriction.objects.filter(page=page)
            if held:
                held.first().delete()
            else:
                PageViewRestriction.objects.create(page=page, restriction_type="login")

    def fail(self) -> None:
        """A request that breaks half way leaves nothing behind."""
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            self.change()
            raise ZeroDivisionError


@pytest.mark.django_db
def test_a_mirror_stays_exact_through_random_edits(site_tree):
    editor, mirror = Editor(seed=6), Mirror()
    for number in range(5):
        make_service(code=f"1.00010{number}")
    for number in range(EDITS):
        editor.edit()
        if number % 20 == 19:
            _forget_answers()
            mirror.follow(limit=editor.random.choice([1, 7, 50]))
            assert mirror.services == source()
    kinds = set(ChangeRecord.objects.values_list("kind", flat=True))
    assert kinds == {"published", "changed", "superseded", "withdrawn"}
    assert mirror.positions == list(range(1, len(mirror.positions) + 1))


def _forget_answers() -> None:
    # Within one test's transaction nothing is committed, so nothing empties the page cache.
    caches["pages"].clear()
    caches["limits"].clear()


@pytest.mark.django_db
def test_the_feed_pages_in_order_and_ends(site_tree):
    for number in range(5):
        make_service(code=f"1.00010{number}")
    first = Client().get("/api/v1/changes", {"limit": 2}).json()
    assert [one["code"] for one in first["items"]] == ["1.000100", "1.000101"]
    assert first["more"] is True
    assert first["items"][-1]["cursor"] == first["cursor"]
    rest = Client().get("/api/v1/changes", {"since": first["cursor"]}).json()
    assert [one["code"] for one in rest["items"]] == ["1.000102", "1.000103", "1.000104"]
    assert (rest["more"], rest["next"]) == (False, None)
    end = Client().get("/api/v1/changes", {"since": rest["cursor"]}).json()
    assert (end["items"], end["cursor"]) == ([], rest["cursor"])


@pytest.mark.django_db
@pytest.mark.parametrize("cursor", ["00000000.0", "{epoch}.99"])
def test_a_cursor_of_another_history_is_gone(site_tree, cursor):
    make_service(code="1.000100")
    epoch = Client().get("/api/v1/changes").json()["cursor"].partition(".")[0]
    answer = Client().get("/api/v1/changes", {"since": cursor.format(epoch=epoch)})
    assert answer.status_code == 410
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.django_db
def test_a_withdrawn_service_is_gone_with_the_way_on(site_tree):
    old = make_service(code="1.000100")
    old.superseded_by = make_service(code="1.000200")
    old.save_revision().publish()
    old.unpublish()
    answer = Client().get("/api/v1/services/1.000100")
    assert answer.status_code == 410
    assert "1.000200" in answer.json()["detail"]


@pytest.mark.django_db(transaction=True)
def test_a_poll_sees_a_publication_at_once(site_tree):
    before = Client().get("/api/v1/changes").json()
    make_service(code="1.000100")
    after = Client().get("/api/v1/changes", {"since": before["cursor"]}).json()
    assert [one["code"] for one in after["items"]] == ["1.000100"]
    assert Client().get("/api/v1/changes").json()["cursor"] == after["cursor"]
