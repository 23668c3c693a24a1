"""The figures themselves: right on cases worked out by hand."""

import pytest
from django.core.management import CommandError, call_command

from search.engines import get_engine
from search.evaluation import Answer, Judged, evaluate
from tests.search.documents import SERVICES


def figures(*codes: str, best: str = "a", near: str = ""):
    judged = Judged("1", "c", "x", frozenset(best.split()), frozenset(near.split()))
    return evaluate([judged], lambda _text: Answer(list(codes)))["all"]


@pytest.mark.parametrize(
    "codes, at_1, at_3, at_5, reciprocal",
    [("abc", 1, 1, 1, 1), ("xa", 0, 1, 1, 0.5), ("xyza", 0, 0, 1, 0.25), ("xyz", 0, 0, 0, 0)],
)
def test_rank_of_the_first_answer(codes, at_1, at_3, at_5, reciprocal):
    one = figures(*codes)
    assert (one.at_1, one.at_3, one.at_5, one.reciprocal) == (at_1, at_3, at_5, reciprocal)


def test_ndcg_is_one_for_the_best_order_only():
    assert figures("a", "b", best="a", near="b").ndcg == 1
    assert 0 < figures("b", "a", best="a", near="b").ndcg < 1
    assert figures("c", best="a").ndcg == 0


def test_unanswerable_queries_stay_out_of_the_total():
    judged = Judged("1", "z", "x", frozenset())
    result = evaluate([judged], lambda _text: Answer([], low_confidence=True))
    assert result["all"].count == 0 and result["z"].doubted == 1


@pytest.fixture
def queries(tmp_path):
    get_engine().rebuild(SERVICES)
    path = tmp_path / "q.tsv"
    path.write_text(
        "id\tneed_id\tkind\tquery\tgrade2\tgrade1\tnote\n1\tm\ta\tđăng ký khai sinh\t1.001193\t\t\n",
        encoding="utf-8",
    )
    return path


@pytest.mark.django_db
def test_the_command_prints_a_row_a_kind_and_who_answered(queries, capsys):
    call_command("evaluate_search", queries)
    rows = capsys.readouterr().out.splitlines()
    assert rows[0].split()[:3] == ["kind", "n", "s@1"]
    assert rows[1].split()[:3] == ["a", "1", "1.000"]
    assert rows[-2].startswith("all")
    assert rows[-1] == "answered by: embedded 1"


@pytest.fixture
def dead_cluster(settings, queries):
    """A cluster that nobody answers for; the embedded index stands by."""
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    settings.SEARCH_TIME_BUDGET = 0.2
    get_engine.cache_clear()


@pytest.mark.django_db
def test_figures_of_the_standby_are_not_passed_off_as_the_clusters(queries, dead_cluster, capsys):
    with pytest.raises(CommandError, match="1 of 1 queries were not answered by elasticsearch"):
        call_command("evaluate_search", queries)
    assert "answered by: embedded 1" in capsys.readouterr().out


@pytest.mark.django_db
def test_an_engine_that_was_named_and_cannot_answer_fails(queries, dead_cluster):
    with pytest.raises(CommandError, match="elasticsearch"):
        call_command("evaluate_search", queries, engine="elasticsearch")
