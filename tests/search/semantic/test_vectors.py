"""The file of vectors: what is near, what is written once, what an older version may not do."""

from dataclasses import replace

import pytest

from search.semantic.passages import Passages
from search.text import keys
from tests.search.documents import BIRTH, LICENCE, MARRIAGE

np = pytest.importorskip("numpy", reason='the extra "semantic" is not installed')

from search.semantic.vectors import Vectors  # noqa: E402

ONES = [Passages.of(one) for one in (BIRTH, MARRIAGE, LICENCE)]


class Letters:
    """A tiny encoder: a text is the syllables that it has, each in a place of its own."""

    def __init__(self):
        self.places = {}
        self.encoded = []

    def query(self, text):
        vector = np.zeros(64, np.float32)
        for key in keys(text):
            vector[self.places.setdefault(key, len(self.places))] = 1
        return vector / max(1.0, float(np.linalg.norm(vector)))

    def passages(self, texts):
        self.encoded += texts
        return np.stack([self.query(text) for text in texts])


@pytest.fixture
def encoder():
    return Letters()


@pytest.fixture
def vectors(tmp_path, encoder):
    return Vectors(tmp_path / "meaning", encoder)


def test_nothing_is_near_before_anything_is_written(vectors):
    assert vectors.nearest("khai sinh", 5) == []
    vectors.rebuild([])
    assert vectors.nearest("khai sinh", 5) == []


def test_the_best_name_of_a_document_counts(vectors):
    vectors.rebuild(ONES)
    (first, cosine), second = vectors.nearest("khai sinh cho bé", 2)
    assert first == BIRTH.id
    assert cosine == pytest.approx(1, abs=1e-3)
    assert second[1] < cosine
    assert vectors.nearest("  ", 2) == []


def test_names_are_encoded_once(vectors, encoder):
    vectors.rebuild(ONES)
    before = list(encoder.encoded)
    assert sorted(before) == sorted({text for one in ONES for text in one.texts})
    vectors.rebuild(ONES)
    renamed = replace(BIRTH, version=2, popular_names=("khai sinh cho bé", "giấy mới sinh"))
    vectors.put([Passages.of(renamed)])
    assert encoder.encoded[len(before) :] == ["giấy mới sinh"]
    assert vectors.nearest("giấy mới sinh", 1)[0][0] == BIRTH.id


def test_an_older_version_changes_nothing(vectors):
    vectors.put([Passages(BIRTH.id, 5, ("tên mới",))])
    vectors.put([Passages(BIRTH.id, 4, ("tên cũ",))])
    assert vectors.nearest("tên mới", 1)[0][1] == pytest.approx(1, abs=1e-3)


def test_another_reader_sees_each_write(tmp_path, vectors, encoder):
    reader = Vectors(tmp_path / "meaning", encoder)
    vectors.rebuild(ONES)
    assert reader.nearest("kết hôn", 1)[0][0] == MARRIAGE.id
    vectors.delete([MARRIAGE.id])
    assert MARRIAGE.id not in dict(reader.nearest("kết hôn", 5))
    assert len(reader.nearest("kết hôn", 5)) == 2


def test_a_broken_file_counts_as_none_and_is_mended_by_the_next_write(tmp_path, vectors):
    vectors.rebuild(ONES)
    path = tmp_path / "meaning" / "vectors.npz"
    path.write_bytes(path.read_bytes()[:500])
    assert vectors.nearest("kết hôn", 1) == []
    vectors.rebuild(ONES)
    assert vectors.nearest("kết hôn", 1)[0][0] == MARRIAGE.id
    assert [one.name for one in path.parent.glob("*.npz")] == ["vectors.npz"]
