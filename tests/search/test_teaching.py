"""What editors teach is used at once, overrules the project's tables, and survives export and import."""

import pytest
from django.core.management import CommandError, call_command

from search import teaching
from search.engines import get_engine
from search.finding import find
from search.models import SynonymSet
from search.queries import Query
from search.teaching import curated, load_thesaurus
from tests.search.documents import BIRTH, LICENCE, SERVICES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index(monkeypatch):
    monkeypatch.setattr(teaching, "REFRESH", 0.0)
    get_engine().rebuild(SERVICES)


def first(text: str) -> str:
    hits = find(Query(text)).hits
    return hits[0].document.code if hits else ""


def test_a_taught_word_is_understood_at_once():
    assert first("chở người qua app") != LICENCE.code
    SynonymSet.objects.create(terms="chở người qua app\nchạy app", means="giấy phép lái xe")
    assert first("chở người qua app") == LICENCE.code
    assert first("chay app") == LICENCE.code
    SynonymSet.objects.all().delete()
    assert first("chở người qua app") != LICENCE.code


def test_a_set_that_is_switched_off_takes_the_curated_one_out():
    term = next(one for one in curated()[0] if not one.fields and not one.two_way)
    assert load_thesaurus().meanings(term.term.split())
    SynonymSet.objects.create(terms=term.term, means=term.means, is_active=False)
    assert not load_thesaurus().meanings(term.term.lower().split())


def test_curated_words_work_without_any_row():
    assert first("lam giay khai sanh") == BIRTH.code


def test_export_and_import_again_change_nothing(tmp_path, capsys):
    SynonymSet.objects.create(terms="chạy app\nxe ôm", means="giấy phép lái xe", scope="duong-bo")
    SynonymSet.objects.create(terms="XOA", means="xe ôm", kind="short", ambiguous=True)
    before = list(SynonymSet.objects.values("terms", "means", "kind", "scope", "ambiguous"))
    call_command("synonyms", "export", tmp_path / "a.csv")
    call_command("synonyms", "import", tmp_path / "a.csv")
    assert "created 0, changed 0" in capsys.readouterr().out
    SynonymSet.objects.all().delete()
    call_command("synonyms", "import", tmp_path / "a.csv")
    assert list(SynonymSet.objects.values("terms", "means", "kind", "scope", "ambiguous")) == before


def test_a_file_with_two_columns_is_enough_and_another_is_refused(tmp_path):
    (tmp_path / "b.csv").write_text("term,means\nbằng lái,giấy phép lái xe\n", encoding="utf-8")
    call_command("synonyms", "import", tmp_path / "b.csv")
    assert SynonymSet.objects.get().is_active
    (tmp_path / "c.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(CommandError, match="no column"):
        call_command("synonyms", "import", tmp_path / "c.csv")
