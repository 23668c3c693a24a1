"""References: what people hear, mistype and swap is found out or mended."""

from __future__ import annotations

import itertools

import pytest

from submissions.references import ALPHABET, check_character, new_reference, tidy_reference
from submissions.tracking.forms import tidy_code


def test_every_wrong_character_and_every_swap_is_found_out():
    body = "7K4M93XD"
    whole = body + check_character(body)
    assert tidy_reference(f"QN{whole}") == f"QN-7K4M-93XD-{whole[-1]}"
    for place, other in itertools.product(range(len(whole)), ALPHABET):
        wrong = whole[:place] + other + whole[place + 1 :]
        assert bool(tidy_reference(f"QN{wrong}")) == (wrong == whole)
    for place in range(len(whole) - 1):
        swapped = list(whole)
        swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
        if swapped != list(whole):
            assert tidy_reference("QN" + "".join(swapped)) == ""


def test_new_references_are_different_whole_and_found_by_tracking():
    references = {new_reference() for _one in range(500)}
    assert len(references) == 500
    for reference in references:
        assert tidy_reference(reference) == reference == tidy_code(reference)
        assert len(reference) <= 20


@pytest.mark.parametrize("typed", ["qn-{}", " QN {} ", "QN–{}", "qn.{}", "QN-{}".replace("-", "—")])
def test_ways_of_typing_one(typed):
    reference = new_reference()
    assert tidy_reference(typed.format(reference[3:].lower())) == reference


def test_letters_that_sound_or_look_like_digits():
    body = "0123401X"
    reference = f"QN-{body[:4]}-{body[4:]}-{check_character(body)}"
    heard = reference.replace("0", "O").replace("1", "l")
    assert tidy_reference(heard) == reference


@pytest.mark.parametrize("text", ["", "QN", "QN-7K4M", "H49.22-261124-0001", "QN-7K4M-93XD-U"])
def test_what_is_no_reference(text):
    assert tidy_reference(text) == ""
