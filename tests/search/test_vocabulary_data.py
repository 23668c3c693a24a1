"""The vocabulary of everyday life: synonyms.tsv and abbreviations.tsv, reviewed like code."""

import csv
from collections import Counter
from pathlib import Path

import pytest

import search
from demo import records
from services_catalogue.naming import slug_for
from tests.demo.spelling import doubled_words, slips

DATA = Path(search.__file__).parent / "data"
#: Two compounds that meet on the same syllable ("thi công" + "công trình", "giao thông" + "thông minh").
MEETING_SYLLABLES = {"công", "chỉ", "thông"}
#: Short forms with so many meanings that a guess misleads more often than it helps.
NEVER_ALONE = {"TT", "TP", "HC", "HĐ", "TE", "BNN"}


def rows_of(name: str) -> list[dict[str, str]]:
    """Rows of one of our tables; a line with another number of columns fails here."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))
    assert [row for row in rows if None in row or None in row.values()] == []
    return rows


@pytest.fixture(scope="module")
def synonyms() -> list[dict[str, str]]:
    return rows_of("synonyms.tsv")


@pytest.fixture(scope="module")
def abbreviations() -> list[dict[str, str]]:
    return rows_of("abbreviations.tsv")


def test_tables_have_their_columns_and_are_large_enough(synonyms, abbreviations):
    assert list(synonyms[0]) == ["term", "means", "direction", "scope", "note"]
    assert list(abbreviations[0]) == ["short", "full", "note"]
    assert len(synonyms) >= 700
    assert len(abbreviations) >= 150


def test_cells_are_trimmed_and_filled(synonyms, abbreviations):
    for row in [*synonyms, *abbreviations]:
        assert [cell for cell in row.values() if cell != cell.strip()] == []
    assert [row for row in synonyms if not (row["term"] and row["means"])] == []
    assert [row for row in abbreviations if not (row["short"] and row["full"])] == []


def test_direction_is_one_or_both(synonyms):
    assert {row["direction"] for row in synonyms} == {"one", "both"}


def test_no_pair_is_written_twice_or_explains_itself(synonyms, abbreviations):
    pairs = Counter((row["term"].lower(), row["means"].lower()) for row in synonyms)
    shorts = Counter((row["short"].lower(), row["full"].lower()) for row in abbreviations)
    assert {pair for pair, times in (pairs + shorts).items() if times > 1} == set()
    assert [pair for pair in [*pairs, *shorts] if pair[0] == pair[1]] == []


def test_a_pair_that_goes_both_ways_is_not_repeated_backwards(synonyms):
    pairs = {(row["term"].lower(), row["means"].lower()) for row in synonyms}
    assert [pair for pair in pairs if pair[::-1] in pairs] == []


def test_scopes_are_fields_of_the_catalogue(synonyms):
    """By the address we gave a field, and by the one an import makes of its name where we gave none."""
    ours = {field.slug: slug_for(field.name, "") for field in records.fields()}
    scopes = [row["scope"].split(",") for row in synonyms if row["scope"]]
    assert {slug for scope in scopes for slug in scope} - {*ours, *ours.values()} == set()
    assert [
        scope for scope in scopes if not {ours[slug] for slug in scope if slug in ours} <= {*scope}
    ] == []


def test_a_word_of_two_worlds_is_scoped(synonyms):
    """ "Nhập khẩu" is moving in at a new home, and bringing goods into the country."""
    scopes = {row["scope"] for row in synonyms if row["term"] == "nhập khẩu"}
    assert scopes == {"dang-ky-quan-ly-cu-tru", "hai-quan"}


def test_ambiguous_short_forms_are_marked(abbreviations):
    marked = {row["short"] for row in abbreviations if row["note"].startswith("ambiguous")}
    assert marked >= NEVER_ALONE


def test_a_short_form_with_two_meanings_is_marked(abbreviations):
    """Case does not count, for people type without it."""
    meanings = Counter(row["short"].lower() for row in abbreviations)
    twice = {short for short, times in meanings.items() if times > 1}
    unmarked = [
        row
        for row in abbreviations
        if row["short"].lower() in twice and not row["note"].startswith("ambiguous")
    ]
    assert unmarked == []


def test_words_are_spelt_in_the_new_way(synonyms, abbreviations):
    wrong = {
        cell: found
        for row in [*synonyms, *abbreviations]
        for cell in row.values()
        if (found := slips(cell))
    }
    assert wrong == {}
    doubled = {
        cell: words
        for row in synonyms
        for cell in (row["term"], row["means"])
        if (words := set(doubled_words(cell)) - {f"{word} {word}" for word in MEETING_SYLLABLES})
    }
    assert doubled == {}


def test_terms_are_what_people_type(synonyms):
    """Short, without codes or the punctuation of an official name."""
    assert [row["term"] for row in synonyms if len(row["term"].split()) > 9] == []
    assert [row["term"] for row in synonyms if set(row["term"]) & set(";:()/\"'")] == []
