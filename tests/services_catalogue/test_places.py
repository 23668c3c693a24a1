"""Where the visitor lives: the way to the commune's own centre, and nothing where there is none."""

import pytest

from search.engines import get_engine
from services_catalogue.documents import document_for
from services_catalogue.models import ServicePage
from services_catalogue.places import places_for
from tests.factories import make_agency, make_service

pytestmark = pytest.mark.django_db
CENTRE = "Trung tâm Phục vụ hành chính công phường Hà Tu"


@pytest.fixture
def communes(site_tree):
    ward = make_agency("Uỷ ban nhân dân phường Hà Tu", "phuong-ha-tu", kind="commune")
    make_agency(CENTRE, "trung-tam-ha-tu", kind="service_centre", parent=ward)
    make_agency("Uỷ ban nhân dân xã Cô Tô", "xa-co-to", kind="commune")


@pytest.fixture
def services(communes):
    make_service(short_name="Đăng ký khai sinh")
    make_service(short_name="Đăng ký khai sinh ở tỉnh", at_commune=False, at_province=True)
    get_engine().rebuild(document_for(one) for one in ServicePage.objects.all())


def test_a_place_knows_its_centre(communes, django_assert_num_queries):
    with django_assert_num_queries(1):
        places = places_for("phuong-ha-tu")
    assert [unit.place for units in places.communes.values() for unit in units] == [
        "Phường Hà Tu",
        "Xã Cô Tô",
    ]
    assert (places.chosen.place, places.centre.name) == ("Phường Hà Tu", CENTRE)


@pytest.mark.parametrize("slug, chosen", [("xa-co-to", "Xã Cô Tô"), ("nowhere", None), ("", None)])
def test_without_a_centre_none_is_named(communes, slug, chosen):
    places = places_for(slug)
    assert (places.chosen.place if places.chosen else None, places.centre) == (chosen, None)


def test_the_centre_stands_by_what_a_commune_does(visitor, services):
    page = visitor.get("/tim-kiem/", {"q": "khai sinh", "at": "phuong-ha-tu"})
    html = page.content.decode()
    assert html.count("Làm gần bạn:") == 1
    assert "Bạn ở <b>Phường Hà Tu</b>" in html
    assert "at=phuong-ha-tu" in html  # facets, orders and pages keep it


def test_who_says_nothing_is_asked_but_not_sent_anywhere(visitor, services):
    html = visitor.get("/tim-kiem/", {"q": "khai sinh"}).content.decode()
    assert "Chọn nơi bạn ở" in html and "Làm gần bạn:" not in html
    assert "at=" not in html.replace('name="at"', "")


def test_a_portal_without_communes_does_not_ask(visitor, site_tree):
    get_engine().rebuild([])
    assert "Tôi ở" not in visitor.get("/tim-kiem/", {"q": "x"}).content.decode()
