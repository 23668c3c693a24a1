"""What each step of understanding promises for any text, not for chosen examples only."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.text import fold, key, marked_key
from search.understanding.fillers import FILLERS
from search.understanding.lexicon import Lexicon
from search.understanding.reading import Reader, filler_weight
from search.understanding.segmenting import split
from search.understanding.spelling import Speller, by_ear
from search.understanding.syllables import is_syllable
from search.understanding.thesaurus import Synonym, Thesaurus

NAMES = [
    "chứng thực di chúc", "cấp bản sao trích lục hộ tịch", "xác nhận tình trạng hôn nhân",
    "thông báo lưu trú", "đính chính giấy chứng nhận", "khai thác nước dưới đất",
    "đăng ký hộ kinh doanh", "công nhận hộ nghèo", "gia hạn sử dụng đất", "kiểm dịch động vật",
]  # fmt: skip
WORDS = sorted({word for name in NAMES for word in name.split()})


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    vocabulary: dict[str, int] = {}
    for name in NAMES * 4:
        cut = name.split()
        for entry in [*cut, *(f"{a} {b}" for a, b in pairwise(cut))]:
            vocabulary[entry] = vocabulary.get(entry, 0) + 1
    return Lexicon(vocabulary, ["giá vàng", "hôm nay", "nhà nghèo"])


@pytest.fixture(scope="module")
def reader(lexicon) -> Reader:
    thesaurus = Thesaurus(
        [Synonym("nhà nghèo", "hộ nghèo")],
        intents=[Synonym("mất", "cấp lại")],
        elsewhere=["giá vàng", "hôm nay"],
    )
    return Reader(lexicon, thesaurus)


NAME = st.sampled_from(NAMES)
SOME_WORDS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


@settings(deadline=None)
@given(text=SOME_WORDS)
def test_case_and_composition_change_nothing(reader, text):
    assert reader.understand(text.upper()).parts == reader.understand(text).parts
    decomposed = unicodedata.normalize("NFD", text)
    assert reader.understand(decomposed).parts == reader.understand(text).parts


@settings(deadline=None)
@given(text=SOME_WORDS)
def test_what_was_typed_stays_a_reading_in_its_order(reader, text):
    readings = [
        {" ".join(r.words) for r in part.readings} for part in reader.understand(text).parts
    ]
    rest = text
    for one in readings:
        typed = max((words for words in one if (rest + " ").startswith(words + " ")), key=len)
        rest = rest[len(typed) :].lstrip()
    assert rest == ""


@settings(deadline=None)
@given(name=NAME)
def test_a_name_without_its_spaces_is_cut_back_into_its_words(lexicon, name):
    assert split(fold(name.replace(" ", "")), lexicon) == fold(name).split()


@settings(deadline=None)
@given(
    typed=st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxy", min_size=1, max_size=10),
    before=st.sampled_from(["", *WORDS]),
    after=st.sampled_from(["", *WORDS]),
)
def test_a_correction_is_a_word_of_the_index_or_none(lexicon, typed, before, after):
    speller = Speller(lexicon)
    for found in (speller.correct(typed, before, after), speller.in_context(typed, before, after)):
        assert found == "" or lexicon.count(found) > 0


@given(word=st.sampled_from(WORDS))
def test_what_sounds_alike_is_a_syllable_and_another_one(word):
    assert all(is_syllable(one) and one != word for one in by_ear(word))


@given(word=st.text(alphabet=sorted({*"".join(WORDS), *"ỳỹẫẵỡữ"}), max_size=12))
def test_a_marked_key_folds_to_the_plain_one(word):
    marked = marked_key(word)
    assert marked == "" or fold(marked.partition("_")[0]) == key(word)


@given(phrase=st.sampled_from(sorted(FILLERS)))
def test_a_filler_needs_no_marks_but_where_the_query_is_written_with_them(phrase):
    cut, bare = phrase.split(), fold(phrase).split()
    assert filler_weight(cut) == filler_weight(cut, marked=True) == FILLERS[phrase]
    assert filler_weight(bare) is not None
    assert bare == cut or filler_weight(bare, marked=True) in (None, FILLERS.get(fold(phrase)))


def test_among_words_with_marks_one_without_is_meant_without(reader):
    weights = {p.readings[0].words[0]: p.weight for p in reader.understand("viết di chúc").parts}
    assert weights["di"] == weights["chúc"] == 1
    assert filler_weight(["di"]) == FILLERS["đi"]
    assert filler_weight(["di"], marked=True) is None


@pytest.mark.parametrize("typed", ["giá vàng hôm nay", "gia vang hom nay", "GIÁ VÀNG HÔM NAY"])
def test_what_no_office_answers_is_known_for_it(reader, typed):
    assert {part.known for part in reader.understand(typed).parts} == {"elsewhere"}


def test_a_term_is_known_for_a_need_and_a_plain_word_for_nothing(reader):
    known = {
        part.readings[0].words: part.known for part in reader.understand("nhà nghèo đất").parts
    }
    assert known == {("nhà", "nghèo"): "term", ("đất",): ""}
