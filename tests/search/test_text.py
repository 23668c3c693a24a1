"""Folding: the same word is the same, however it was typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import fold, has_marks, key, marked_key, sort_key, tidy, words

VIETNAMESE = st.text(
    alphabet="aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ",
    min_size=1,
    max_size=12,
)


@given(VIETNAMESE)
def test_composed_and_decomposed_are_one(word):
    nfd = unicodedata.normalize("NFD", word)
    assert key(word) == key(nfd)
    assert marked_key(word) == marked_key(nfd)
    assert fold(word) == fold(nfd)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text):
    for word in words(text):
        assert text[word.start : word.end] == word.text
        assert " " not in key(word.text)


@given(st.text(max_size=200))
def test_tidy_text_is_one_line(text):
    tidied = tidy(text)
    assert tidied == tidy(tidied)
    assert not any(unicodedata.category(c) in ("Cc", "Cf") for c in tidied)


@pytest.mark.parametrize(
    "one, other", [("hòa", "hoà"), ("thủy", "thuỷ"), ("kí", "ký"), ("lí", "lý"), ("QUÝ", "quí")]
)
def test_two_spellings_of_one_word(one, other):
    assert marked_key(one) == marked_key(other)
    assert key(one) == key(other)


def test_different_words_stay_different():
    assert marked_key("đổi") != marked_key("đội")
    assert key("thúi") != key("thuý")
    assert marked_key("doi") == ""
    assert key("02") == key("2")


def test_marks_are_seen():
    assert has_marks("đi") and has_marks("hoà") and not has_marks("di hoa")


def test_dictionary_order():
    names = ["Đất đai", "Đăng ký", "Dân tộc", "An ninh", "Ăn uống", "ma", "mà", "má", "mạ"]
    assert sorted(names, key=sort_key) == [
        "An ninh", "Ăn uống", "Dân tộc", "Đăng ký", "Đất đai", "ma", "mà", "má", "mạ",
    ]  # fmt: skip
