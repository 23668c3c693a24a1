"""Permanent addresses: variants, languages, successors, and codes that nobody knows."""

import pytest

from services_catalogue.models import ServicePage
from tests.factories import make_service
from tests.pages.markup import HOSTILE, read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "code",
    ["1.001193", "1001193", "1.001193.H19", "1.001193.000.00.00.H01", "1.001193.01", "tt 1.001193"],
)
def test_variants_of_a_code_lead_to_the_service(site_tree, visitor, code):
    page = make_service(code="1.001193")
    response = visitor.get(f"/dv/{code}")
    assert (response.status_code, response["Location"]) == (302, page.get_url())


def test_an_address_that_somebody_completed_with_a_slash_leads_there_too(site_tree, visitor):
    page = make_service(code="1.000100")
    assert visitor.get("/dv/1.000100/")["Location"] == page.get_url()


def test_a_variant_with_its_own_page_wins(site_tree, visitor):
    make_service(code="1.013778")
    own = make_service(code="1.013778.01")
    assert visitor.get("/dv/1.013778.01")["Location"] == own.get_url()


def test_the_case_and_the_language_are_kept(site_tree, visitor):
    page = make_service(code="1.001193")
    assert visitor.get("/en/dv/1.001193?th=2")["Location"] == f"/en{page.get_url()}?th=2"


def test_a_withdrawn_service_leads_to_its_successor(site_tree, visitor):
    newest = make_service()
    middle = make_service(superseded_by=newest)
    old = make_service(superseded_by=middle)
    for page in (middle, old):
        page.unpublish()
    answer = visitor.get(f"/dv/{old.code}?th=2")
    assert answer["Location"] == f"{newest.get_url()}?thay-cho={old.code}"
    shown = read(visitor.get(answer["Location"])).text
    assert f"Bạn tìm thủ tục mã {old.code}: {old.title}" in shown
    assert "Bạn tìm thủ tục" not in read(visitor.get(f"{newest.get_url()}?thay-cho=1.999999")).text


def test_a_replaced_service_that_stands_explains_itself(site_tree, visitor):
    newer = make_service()
    old = make_service(superseded_by=newer)
    assert visitor.get(f"/dv/{old.code}")["Location"] == old.get_url()


def test_a_circle_of_replacements_ends(site_tree, visitor):
    one, two = make_service(), make_service()
    ServicePage.objects.filter(pk=one.pk).update(superseded_by=two, live=False)
    ServicePage.objects.filter(pk=two.pk).update(superseded_by=one, live=False)
    assert visitor.get(f"/dv/{one.code}").status_code == 410


def test_no_code_that_once_was_is_forgotten(site_tree, visitor):
    heir, deleted, alone, draft = make_service(), make_service(), make_service(), make_service()
    renamed = make_service(code="1.700001")
    deleted.superseded_by = heir
    deleted.save_revision().publish()
    for page in (deleted, alone, draft):
        ServicePage.objects.get(pk=page.pk).unpublish()
    for page in (deleted, alone):
        ServicePage.objects.get(pk=page.pk).delete()
    page = ServicePage.objects.get(pk=renamed.pk)
    page.code = "1.700002"
    page.save_revision().publish()
    answers = {page.code: visitor.get(f"/dv/{page.code}") for page in (deleted, alone, draft)}
    assert answers[deleted.code]["Location"] == f"{heir.get_url()}?thay-cho={deleted.code}"
    assert answers[alone.code].status_code == answers[draft.code].status_code == 410
    assert alone.title in answers[alone.code].content.decode()
    moved = visitor.get("/dv/1.700001")
    assert moved["Location"] == f"{page.get_url()}?thay-cho=1.700001"
    assert visitor.get(f"/dv/{deleted.code}/thay-doi/")["Location"] == f"/dv/{heir.code}/thay-doi/"
    assert visitor.get(f"/dv/{alone.code}/thay-doi/").status_code == 410


@pytest.mark.parametrize("code", ["9.999999", "x", HOSTILE.replace("/", ""), "1" * 3000])
def test_an_unknown_code_offers_a_search(site_tree, visitor, code):
    response = visitor.get(f"/dv/{code}")
    assert response.status_code == 404
    page = read(response)
    assert [v for t, v in page.tags if t == "form" and v.get("action") == "/tim-kiem/"]


def test_drafts_and_internal_procedures_stay_hidden(site_tree, visitor):
    draft = make_service(publish=False)
    internal = make_service(code="5.001234")
    assert visitor.get(f"/dv/{draft.code}").status_code == 404
    assert visitor.get(f"/dv/{internal.code}").status_code == 404
