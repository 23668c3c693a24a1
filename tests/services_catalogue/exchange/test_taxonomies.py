"""Agencies, fields and life events from records."""

from datetime import time

import pytest
from wagtail.models import ReferenceIndex

from services_catalogue.exchange.records import AgencyRecord, FieldRecord, LifeEventRecord
from services_catalogue.exchange.taxonomies import (
    UnknownParent,
    import_agencies,
    import_fields,
    import_life_events,
)
from services_catalogue.models import Agency, Field, LifeEvent

pytestmark = pytest.mark.django_db

HOURS = [
    {"days": [1, 2], "opens": "07:30", "closes": "11:30"},
    {"days": [1], "opens": "13:00", "closes": "17:00"},
]


def agencies(**changes) -> list[AgencyRecord]:
    return [
        AgencyRecord(slug="tinh", name="Uỷ ban nhân dân tỉnh", kind="province"),
        AgencyRecord(slug="so-a", name="Sở A", kind="department", parent="tinh"),
        AgencyRecord(
            slug="phong-b",
            name="Phòng B",
            kind="division",
            parent="so-a",
            opening_hours=HOURS,
            former_names=["Phòng C"],
            **changes,
        ),
    ]


def test_agencies_come_with_their_tree_and_hours_once():
    assert import_agencies(agencies()).created == 3
    division = Agency.objects.get(slug="phong-b")
    assert [one.slug for one in division.ancestors()] == ["tinh", "so-a"]
    assert [(one.weekday, one.opens) for one in division.opening_hours.all()] == [
        (1, time(7, 30)),
        (1, time(13, 0)),
        (2, time(7, 30)),
    ]
    assert ReferenceIndex.get_references_to(Agency.objects.get(slug="so-a")).count() == 1
    assert import_agencies(agencies()).line() == "created 0, changed 0, unchanged 3, rejected 0"


def test_a_change_is_made_and_what_editors_added_is_kept():
    import_agencies(agencies())
    Agency.objects.filter(slug="phong-b").update(phone="0203 111 222")
    assert import_agencies(agencies(address="Số 1, phường A")).changed == 1
    division = Agency.objects.get(slug="phong-b")
    assert (division.phone, division.address) == ("0203 111 222", "Số 1, phường A")


def test_an_unknown_parent_stops_everything():
    stray = AgencyRecord(slug="x", name="X", kind="other", parent="nowhere")
    with pytest.raises(UnknownParent, match="nowhere"):
        import_agencies([*agencies(), stray])
    assert not Agency.objects.exists()


def test_fields_are_found_by_slug_or_name():
    Field.objects.create(name="Hộ tịch", slug="old-address")
    records = [FieldRecord(slug="ho-tich", name="Hộ tịch", icon="baby")]
    assert import_fields(records).changed == 1
    assert Field.objects.get().slug == "ho-tich"
    assert import_fields(records).unchanged == 1


def test_life_events_keep_the_order_of_the_records():
    records = [
        LifeEventRecord(slug="b", name="B", audience="citizen", icon="baby", aliases=["x", "y"]),
        LifeEventRecord(slug="a", name="A", audience="citizen", icon="school"),
    ]
    assert import_life_events(records).created == 2
    assert [one.slug for one in LifeEvent.objects.all()] == ["b", "a"]
    assert LifeEvent.objects.get(slug="b").aliases == "x\ny"
    assert import_life_events(records).unchanged == 2
