"""The popular names of services, reviewed like code."""

import re
import unicodedata
from collections import defaultdict

import pytest

from core.text import fold
from services_catalogue.popular_names import popular_names
from services_catalogue.vocabulary import CODE_RE, INTERNAL_CODE_PREFIXES
from tests.demo.spelling import doubled_words, slips

#: "Ba ba" is a turtle.
DOUBLES = {"ba ba"}


def test_enough_procedures_have_names_of_two_to_five():
    names = popular_names()
    assert len(names) >= 2400
    assert {code: ones for code, ones in names.items() if not 2 <= len(ones) <= 5} == {}


def test_codes_are_codes_of_public_procedures():
    codes = popular_names()
    assert [code for code in codes if not CODE_RE.match(code)] == []
    assert [code for code in codes if code.startswith(INTERNAL_CODE_PREFIXES)] == []


def test_names_are_two_to_eight_syllables():
    sizes = {
        name: size
        for ones in popular_names().values()
        for name in ones
        if not 2 <= (size := len(name.split())) <= 8
    }
    assert sizes == {}


def test_names_are_trimmed_composed_and_spelt_in_the_new_way():
    for ones in popular_names().values():
        for name in ones:
            assert name == unicodedata.normalize("NFC", name).strip()
            assert slips(name) == []
            assert set(doubled_words(name)) <= DOUBLES, name
            assert not re.search(r"[\t;:/()\"]", name), name


def test_no_name_is_given_twice_to_a_procedure_or_to_more_than_three():
    owners = defaultdict(list)
    for code, ones in popular_names().items():
        folded = [fold(name) for name in ones]
        assert len(set(folded)) == len(folded), code
        for name in folded:
            owners[name].append(code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 3} == {}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("3.000348", "bằng lái rơi mất"),
        ("3.000347", "bằng lái hết hạn"),
        ("1.004873", "giấy độc thân để cưới"),
        ("2.001478", "mở tiệm cầm đồ"),
        ("1.012786", "rơi mất sổ đỏ"),
        ("1.013831", "sang tên nhà đất"),
    ],
)
def test_neighbours_are_told_apart(code, name):
    """Lost and expired, first and transferred: the name stands by its own procedure only."""
    assert [owner for owner, ones in popular_names().items() if name in ones] == [code]


def test_readers_cannot_change_the_names():
    with pytest.raises(TypeError):
        popular_names()["1.001193"] = ()  # type: ignore[index]
    assert popular_names() is popular_names()
