"""Files and pictures of units that become one: theirs before, the new unit's after, nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from services_catalogue.bulk import chunks
from services_catalogue.bulk.leases import hand_over
from services_catalogue.bulk.mergers import applying, files
from services_catalogue.models import Agency, MergerItem, RunState, UnitCollection, UnitMerger
from services_catalogue.units.collections import collection_of
from tests.admin.bulk.test_cut_off import Killed
from tests.admin.bulk.test_import_reach import person
from tests.admin.bulk.test_mergers import begin, communes  # noqa: F401 - a fixture
from tests.factories import make_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def papers(communes):  # noqa: F811 - the fixture
    """A document in each commune's collection, and one of a third commune."""
    third = make_agency("UBND xã D", "xa-d", kind="commune")
    made = []
    for unit in (*communes, third):
        paper = get_document_model()(title=f"Tờ khai {unit.slug}", collection=collection_of(unit))
        paper.file.save(f"{unit.slug}.txt", ContentFile(b"x"))
        made.append(paper)
    return made


def carry_out(browser, run) -> None:
    browser.post(reverse("unit_merger", args=[run.pk]), {"act": "now"})
    run.refresh_from_db()


def chosen_by(name: str, unit: Agency) -> set[str]:
    """The documents that somebody of ``unit`` may choose, as every chooser asks."""
    person(name, unit)
    user = get_user_model().objects.get(username=name)
    policy = policy_registry.get_by_type(get_document_model())
    found = policy.instances_user_has_any_permission_for(user, ["choose"])
    return {paper.title for paper in found}


def owners() -> dict[str, str]:
    """Title of each document → unit whose people may change it."""
    found = {}
    for paper in get_document_model().objects.select_related("collection"):
        above = paper.collection.get_ancestors(inclusive=True)
        unit = UnitCollection.objects.filter(collection__in=above).order_by("-collection__depth")
        found[paper.title] = unit.first().agency.slug
    return found


def test_the_preview_tells_how_many(papers, communes, moderator):  # noqa: F811
    run = begin(moderator, communes)
    html = moderator.get(reverse("unit_merger", args=[run.pk])).content.decode()
    assert html.count("1 tài liệu, 0 hình ảnh vào bộ sưu tập của UBND phường C") == 2
    assert "Nhắc tới" not in html
    assert owners()["Tờ khai xa-a"] == "xa-a"


def test_they_follow_and_stay_out_of_reach_of_others(papers, communes, moderator):  # noqa: F811
    addresses = [paper.url for paper in papers]
    run = begin(moderator, communes)
    carry_out(moderator, run)
    assert (run.state, run.done) == ("done", run.total)
    new = Agency.objects.get(name="UBND phường C")
    assert owners() == {
        "Tờ khai xa-a": new.slug,
        "Tờ khai xa-b": new.slug,
        "Tờ khai xa-d": "xa-d",
    }
    assert [one.url for one in get_document_model().objects.order_by("pk")] == addresses
    assert chosen_by("phuong-c", new) == {"Tờ khai xa-a", "Tờ khai xa-b"}
    assert chosen_by("xa-d", Agency.objects.get(slug="xa-d")) == {"Tờ khai xa-d"}


def test_into_a_unit_that_stands_twice_is_as_once(papers, communes, moderator):  # noqa: F811
    run = begin(moderator, communes, target=communes[1].pk, new_name="", new_kind="")
    carry_out(moderator, run)
    tree = list(Collection.objects.order_by("path").values_list("path", "name"))
    UnitMerger.objects.filter(pk=run.pk).update(
        state="applying", lease_until=timezone.now() - timedelta(hours=1)
    )
    MergerItem.objects.filter(run=run).update(state="pending")
    call_command("resume_bulk_work")
    run.refresh_from_db()
    assert run.state == "done"
    assert list(Collection.objects.order_by("path").values_list("path", "name")) == tree
    assert owners()["Tờ khai xa-a"] == owners()["Tờ khai xa-b"] == "xa-b"
    assert Collection.find_problems() == ([], [], [], [], [])


def test_killed_between_two_collections_it_ends_the_same(
    papers,
    communes,  # noqa: F811
    moderator,
    monkeypatch,
):
    monkeypatch.setattr(chunks.carry_out, "__kwdefaults__", {"size": 1})
    usual, done = files.move_files, []

    def killed_at_the_second(key, merger, user):
        said = usual(key, merger, user)
        done.append(key)
        if len(done) == 2:
            raise Killed
        return said

    run = begin(moderator, communes)
    monkeypatch.setitem(applying._MOVES, "collection", killed_at_the_second)
    UnitMerger.objects.filter(pk=run.pk).update(**hand_over(state=RunState.APPLYING))
    with pytest.raises(Killed):
        applying.carry_out_merger(run.pk)
    assert sorted(owners().values()) == ["ubnd-phuong-c", "xa-b", "xa-d"]
    monkeypatch.undo()
    UnitMerger.objects.filter(pk=run.pk).update(lease_until=timezone.now() - timedelta(hours=1))
    call_command("resume_bulk_work")
    run.refresh_from_db()
    assert run.state == "done"
    assert sorted(owners().values()) == ["ubnd-phuong-c", "ubnd-phuong-c", "xa-d"]
    assert Collection.find_problems() == ([], [], [], [], [])
