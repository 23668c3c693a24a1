"""The life events, fields and agencies of the demo catalogue."""

import re
from collections import Counter

import pytest

from demo import records
from services_catalogue.vocabulary import AgencyKind, Audience
from tests.demo.spelling import doubled_words, slips


def test_eleven_life_events_each_for_citizens_and_for_businesses():
    assert Counter(event.audience for event in records.life_events()) == {
        Audience.CITIZEN: 11,
        Audience.BUSINESS: 11,
    }


@pytest.mark.parametrize("read", [records.life_events, records.fields, records.agencies])
def test_slugs_and_names_are_unique_and_everything_says_what_it_is(read):
    rows = list(read())
    assert len({row.slug for row in rows}) == len(rows)
    assert len({row.name for row in rows}) == len(rows)
    assert [row.slug for row in rows if not row.description.endswith((".", "…"))] == []


@pytest.mark.parametrize("read", [records.life_events, records.fields, records.agencies])
def test_copy_is_spelt_in_the_new_way(read):
    wrong = {
        row.slug: found for row in read() if (found := slips(" ".join(filter(None, _texts(row)))))
    }
    assert wrong == {}
    doubled = {row.slug: doubled_words(row.name) for row in read()}
    assert {slug: words for slug, words in doubled.items() if words} == {}


def _texts(row):
    values = [
        row.name,
        row.description,
        getattr(row, "short_name", ""),
        getattr(row, "address", ""),
    ]
    return [*values, *getattr(row, "aliases", []), *getattr(row, "former_names", [])]


def test_agencies_are_one_tree_of_more_than_four_hundred_units():
    seen: set[str] = set()
    roots = []
    for agency in records.agencies():
        if agency.parent is None:
            roots.append(agency.slug)
        else:
            assert agency.parent in seen, f"{agency.slug} comes before its parent {agency.parent}"
        seen.add(agency.slug)
    assert roots == ["ubnd-tinh"]
    assert len(seen) >= 400


def test_every_commune_has_its_centre_police_and_health_station():
    units = {agency.slug: agency for agency in records.agencies()}
    communes = [
        slug
        for slug, unit in units.items()
        if unit.parent == "ubnd-cap-xa" and unit.kind == AgencyKind.COMMUNE
    ]
    assert len(communes) == 54
    for slug in communes:
        assert units[f"trung-tam-phuc-vu-hanh-chinh-cong-{slug}"].kind == AgencyKind.SERVICE_CENTRE
        assert units[f"tram-y-te-{slug}"].parent == slug
        assert units[f"cong-an-{slug}"].parent == "cong-an-cap-xa"


def test_nobody_real_is_rung_up_or_written_to():
    units = list(records.agencies())
    assert all(re.fullmatch(r"0203 5550 \d{3}", unit.phone) for unit in units)
    assert len({unit.phone for unit in units}) == len(units)
    assert all(re.fullmatch(r"[a-z0-9-]{1,64}@quangninh\.example", unit.email) for unit in units)
    assert len({unit.email for unit in units}) == len(units)


def test_egov_codes_are_unique():
    codes = [unit.egov_code for unit in records.agencies() if unit.egov_code]
    assert len(codes) == len(set(codes))


def test_service_centres_open_on_saturday_morning_and_offices_do_not():
    units = {agency.slug: agency for agency in records.agencies()}
    assert 6 in {
        day
        for run in units["trung-tam-phuc-vu-hanh-chinh-cong-phuong-ha-tu"].opening_hours
        for day in run.days
    }
    assert 6 not in {day for run in units["so-y-te"].opening_hours for day in run.days}


def test_old_names_of_a_commune_lead_to_it():
    ha_tu = next(agency for agency in records.agencies() if agency.slug == "phuong-ha-tu")
    assert {"Phường Hà Phong (cũ)", "TP Hạ Long (cũ)"} <= set(ha_tu.former_names)
