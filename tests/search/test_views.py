"""The search page: what it hands to its template, and where codes lead."""

import pytest
from django.http import HttpResponse

from search import views
from search.engines import get_engine
from tests.search.documents import BIRTH, SERVICES


@pytest.fixture
def shown(monkeypatch):
    """The context that the view would render."""
    seen = {}

    def render(request, template, context, status=200):
        seen.clear()
        seen.update(context, template=template)
        return HttpResponse(status=status)

    monkeypatch.setattr(views, "render", render)
    return seen


@pytest.fixture
def index():
    get_engine().rebuild(SERVICES)


@pytest.mark.django_db
def test_results_and_facets_reach_the_template(visitor, shown, index):
    assert visitor.get("/tim-kiem/", {"q": "khai sinh", "field": "ho-tich"}).status_code == 200
    assert shown["query_text"] == "khai sinh"
    assert shown["results"].hits[0].document == BIRTH
    (chip,) = shown["chips"]
    assert (chip["label"], chip["remove_url"]) == ("Hộ tịch", "/tim-kiem/?q=khai+sinh")


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["1.001193", "tt 1001193"])
def test_a_code_leads_to_its_service(visitor, shown, index, typed):
    response = visitor.get("/tim-kiem/", {"q": typed})
    assert (response.status_code, response["Location"]) == (302, "/dv/1.001193")


@pytest.mark.django_db
def test_an_unknown_code_stays_on_the_search_page(visitor, shown, index):
    assert visitor.get("/tim-kiem/", {"q": "1.999999"}).status_code == 200
    assert shown["results"].total == 0


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_dossier_code_leads_to_its_progress(visitor, shown, prefix):
    response = visitor.get(f"{prefix}/tim-kiem/", {"q": "H49.22-261124-0001"})
    assert response["Location"] == f"{prefix}/tra-cuu-ho-so/?ma=H49.22-261124-0001"


@pytest.mark.django_db
def test_without_an_index_the_page_says_so_and_is_not_kept(visitor, shown):
    response = visitor.get("/tim-kiem/", {"q": "khai sinh"})
    assert response.status_code == 503 and "no-store" in response["Cache-Control"]
    assert shown["unavailable"]


@pytest.mark.django_db
def test_suggestions_complete_what_is_typed(visitor, index):
    assert "Đổi giấy phép lái xe" in visitor.get("/tim-kiem/goi-y", {"q": "doi bang"}).text
