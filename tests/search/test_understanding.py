"""Understanding: what was typed becomes what was meant, and no text is too strange."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.queries import MAX_QUERY_LENGTH
from search.text import key, marked_key
from search.understanding.keystrokes import from_telex, from_vni
from search.understanding.lexicon import Lexicon
from search.understanding.reading import Reader, filler_weight
from search.understanding.segmenting import split
from search.understanding.syllables import is_syllable
from search.understanding.thesaurus import ShortForm, Synonym, Thesaurus

NAMES = [
    "đăng ký khai sinh", "đăng ký lại khai sinh", "đăng ký kết hôn", "cấp lại giấy phép lái xe",
    "đổi giấy phép lái xe", "đăng ký thường trú", "đăng ký tạm trú", "cấp hộ chiếu phổ thông",
    "tách thửa hoặc hợp thửa đất", "giải quyết hưởng chế độ thai sản", "giải quyết tố cáo",
    "xác nhận tình trạng hôn nhân", "thành lập hợp tác xã", "cấp thẻ căn cước", "nhập khẩu hàng hoá",
]  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Reader:
    vocabulary: dict[str, int] = {}
    for name in NAMES * 3:
        cut = name.split()
        for entry in [*cut, *(f"{a} {b}" for a, b in pairwise(cut))]:
            vocabulary[entry] = vocabulary.get(entry, 0) + 1
    thesaurus = Thesaurus(
        [
            Synonym("bằng lái", "giấy phép lái xe"),
            Synonym("mất bằng lái", "cấp lại giấy phép lái xe"),
            Synonym("nhập khẩu", "đăng ký thường trú", ("cu-tru",)),
            Synonym("cho đất", "tặng cho quyền sử dụng đất"),
        ],
        [ShortForm("ĐKKH", "đăng ký kết hôn"), ShortForm("HC", "hộ chiếu", ambiguous=True)],
        [Synonym("mất", "cấp lại")],
    )
    return Reader(Lexicon(vocabulary, thesaurus.phrases), thesaurus)


def readings(reader: Reader, text: str) -> set[str]:
    return {
        " ".join(reading.words)
        for part in reader.understand(text).parts
        for reading in part.readings
    }


def meant(reader: Reader, text: str) -> str:
    """The first readings together."""
    return " ".join(word for p in reader.understand(text).parts for word in p.readings[0].words)


@settings(deadline=None)
@given(text=st.text(max_size=120))
def test_any_text_can_be_read(reader, text):
    understanding = reader.understand(text)
    for part in understanding.parts:
        assert part.readings and 0 < part.weight <= 1
        assert all(reading.words and 0 < reading.weight <= 1 for reading in part.readings)


@settings(deadline=None)
@given(text=st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxy fjwz1239", max_size=60))
def test_almost_vietnamese_can_be_read(reader, text):
    reader.understand(text)


def test_very_long_text_is_cut(reader):
    assert len(reader.understand("khai sinh " * 5000).parts) <= MAX_QUERY_LENGTH


@pytest.mark.parametrize("text", ["", "   ", "!!!", "🙂", "\x00"])
def test_text_without_words_has_no_parts(reader, text):
    assert reader.understand(text).parts == ()


@pytest.mark.parametrize("name", NAMES)
def test_what_is_well_written_is_left_alone(reader, name):
    understanding = reader.understand(name)
    assert not understanding.did_you_mean
    assert set(name.split()) <= {w for p in understanding.parts for w in p.readings[0].words}


@pytest.mark.parametrize("name", NAMES)
def test_decomposed_text_reads_the_same(reader, name):
    nfd = unicodedata.normalize("NFD", name)
    assert reader.understand(nfd).parts == reader.understand(name).parts


TELEX = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
VNI = {"ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"}
TONE_KEYS = {"1": "s", "2": "f", "3": "r", "4": "x", "5": "j", "": ""}


def typed(word: str, table: dict[str, str], tones: dict[str, str]) -> str:
    letters, _, tone = marked_key(word).partition("_")
    return "".join(table.get(c, c) for c in letters or word) + tones[tone]


SYLLABLES = sorted({word for name in NAMES for word in name.split() if marked_key(word)})


@pytest.mark.parametrize("word", SYLLABLES)
def test_keystrokes_of_both_methods_are_decoded(word):
    assert marked_key(from_telex(typed(word, TELEX, TONE_KEYS))) == marked_key(word)
    digits = {digit: digit for digit in "12345"} | {"": ""}
    assert marked_key(from_vni(typed(word, VNI, digits))) == marked_key(word)


@given(st.text(alphabet="abcdeghiklmnopqrstuvxyswfrj0123456789", max_size=12))
def test_decoding_gives_a_syllable_or_nothing(keys):
    for word in (from_telex(keys), from_vni(keys)):
        assert word == "" or is_syllable(word)


@pytest.mark.parametrize("word", ["con", "xin", "nha", "dat", "hoa", "giay", "quyen"])
def test_plain_words_are_not_keystrokes(word):
    assert from_telex(word) == "" and from_vni(word) == ""


def test_keystrokes_are_read_where_the_index_has_the_word(reader):
    assert "đăng" in meant(reader, "ddawng kys keets hoon")
    assert reader.understand("ddawng kys keets hoon").understood == "đăng ký kết hôn"
    assert "photo" in meant(reader, "photo"), "phôt is no word of the index"


@pytest.mark.parametrize(
    "together, apart",
    [
        ("dangkykhaisinh", "dang ky khai sinh"),
        ("khaisinh", "khai sinh"),
        ("đăngkýkếthôn", "đăng ký kết hôn"),
        ("giayphep lai xe", "giay phep lai xe"),
    ],
)
def test_words_run_together_are_cut(reader, together, apart):
    assert meant(reader, together).split()[: len(apart.split())] == apart.split()


@settings(deadline=None)
@given(st.text(alphabet="abcdefghiklmnopqrstuvxyz", max_size=40))
def test_cutting_loses_no_letter(letters):
    lexicon = Lexicon({word: 5 for name in NAMES for word in name.split()})
    cut = split(letters, lexicon)
    assert not cut or "".join(cut) == letters


@pytest.mark.parametrize(
    "wrong, right",
    [
        ("khai xinh", "sinh"),
        ("kết hôm", "hôn"),
        ("căng cước", "cước"),
        ("thường chú", "tru"),
        ("giấy fép lái xe", "phep"),
        ("hợp tát xã", "tac"),
    ],
)
def test_misspelt_words_get_their_neighbour(reader, wrong, right):
    assert key(right) in {key(w) for r in readings(reader, wrong) for w in r.split()}


def test_a_correction_is_offered_with_marks(reader):
    assert reader.understand("đăng ký khai xinh").did_you_mean == "đăng ký khai sinh"


def test_words_that_exist_are_not_corrected(reader):
    for name in NAMES:
        assert reader.understand(name).did_you_mean == ""


def test_the_longest_term_wins(reader):
    (part,) = reader.understand("mất bằng lái").parts
    assert {" ".join(r.words) for r in part.readings} == {
        "mất bằng lái", "cấp lại giấy phép lái xe",
    }  # fmt: skip


def test_terms_are_found_without_marks_but_not_with_wrong_ones(reader):
    assert "giấy phép lái xe" in readings(reader, "bang lai")
    assert "giấy phép lái xe" not in readings(reader, "bảng lái")
    assert "tặng cho quyền sử dụng đất" not in readings(reader, "chợ đất")


def test_a_scoped_meaning_keeps_to_its_field(reader):
    (part,) = reader.understand("nhập khẩu").parts
    scopes = {" ".join(r.words): r.fields for r in part.readings}
    assert scopes == {"nhập khẩu": (), "đăng ký thường trú": ("cu-tru",)}


def test_short_forms_are_spelt_out(reader):
    assert reader.understand("dkkh").understood == "đăng ký kết hôn"
    weights = {r.words: r.weight for p in reader.understand("HC").parts for r in p.readings}
    assert weights["hộ", "chiếu"] < weights[("hc",)], "an ambiguous one is a hint only"


def test_questions_weigh_little(reader):
    parts = reader.understand("tôi muốn đăng ký kết hôn thì làm ở đâu").parts
    heavy = {word for part in parts if part.weight >= 0.5 for word in part.readings[0].words}
    assert {"kết", "hôn"} <= heavy
    assert not heavy & {"tôi", "muốn", "thì", "đâu"}
    assert filler_weight(["ở", "đâu"]) < 0.1 and filler_weight(["khai"]) is None


@pytest.mark.parametrize(
    "begun, whole", [("hộ chi", "chieu"), ("tố cá", "cao"), ("tách th", "thua"), ("thai sả", "san")]
)
def test_a_last_word_that_is_only_begun_is_completed(reader, begun, whole):
    assert whole in {key(w) for r in readings(reader, begun) for w in r.split()}


def test_a_sound_alike_keeps_the_marks_that_were_typed(reader):
    assert reader.speller.in_context("kỷ", "đăng", "kết") == ""
    assert reader.understand("trên ruộng").did_you_mean == ""
