"""Lists and choosers find with and without marks, by code, by everyday name and by abbreviation."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from services_catalogue.models import LifeEvent, ServiceIndexPage, ServicePage
from tests.factories import make_agency, make_field, make_service

#: Texts that no search may choke on.
ODD = [
    '"', "'", "*", "^", "(", "a AND", "NOT", "title:x", "{x}: y", "\\", "%", "a\x00b", "\ud7ff",
    "🙂", "-", "NEAR(a b)", "&|!", ":*", "x" * 5000, "ă" * 400, "  ", "<script>", "1.", "..",
]  # fmt: skip


@pytest.fixture
def catalogue(site_tree):
    """A birth registration with an everyday name, another service, a department and a life event."""
    birth = make_service(
        code="1.001193",
        official_name="Thủ tục đăng ký khai sinh",
        popular_names="làm giấy khai sinh\nkhai báo em bé",
        keywords="trẻ sơ sinh",
        field=make_field("Hộ tịch", "ho-tich"),
    )
    make_service(code="2.000815", official_name="Thủ tục chứng thực bản sao")
    make_agency("Sở Y tế", "so-y-te", egov_code="H49.12")
    make_agency("Sở Xây dựng", "so-xay-dung", former_names="Sở Giao thông vận tải")
    make_agency("Uỷ ban nhân dân phường Hạ Long", "ubnd-ha-long")
    LifeEvent.objects.create(name="Sinh con", slug="sinh-con", aliases="có em bé")
    return birth


def _explorer() -> str:
    return reverse("wagtailadmin_explore", args=[ServiceIndexPage.objects.get().pk])


SERVICE_SEARCHES = {
    "list": lambda: "/quan-tri/dich_vu_cong/",
    "explorer": _explorer,
    "page chooser": lambda: reverse("wagtailadmin_choose_page_search"),
    "service chooser": lambda: (
        reverse("wagtailadmin_choose_page_search") + "?page_type=services_catalogue.servicepage"
    ),
}


def body(browser, address: str, query: str) -> str:
    join = "&" if "?" in address else "?"
    answer = browser.get(address + join, {"q": query}) if join == "?" else browser.get(
        address, {**dict([address.split("?")[1].split("=")]), "q": query}
    )  # fmt: skip
    assert answer.status_code == 200, query
    return answer.content.decode()


@pytest.mark.parametrize("place", SERVICE_SEARCHES)
@pytest.mark.parametrize(
    "query",
    ["khai sinh", "khai sính", "ĐĂNG KÝ KHAI SINH", "dang ky khai", "đăng kí khai sinh", "lam giay khai sinh",
     "em be", "tre so sinh", "1.001193", "001193", "1001193", "1.0011", "khai sinh 1.001193"],
)  # fmt: skip
def test_a_service_is_found(catalogue, editor, place, query):
    html = body(editor, SERVICE_SEARCHES[place](), query)
    assert "Đăng ký khai sinh" in html
    assert "Chứng thực bản sao" not in html


@pytest.mark.parametrize("place", SERVICE_SEARCHES)
def test_a_draft_is_found_by_its_new_name_and_by_the_published_one(catalogue, editor, place):
    page = ServicePage.objects.get(code="1.001193")
    page.short_name = "Ghi tên bé vào sổ"
    page.official_name = "Thủ tục ghi vào sổ bộ"
    page.save_revision()
    for query in ("ghi ten be", "so bo", "khai sinh"):
        assert f"/{page.pk}/" in body(editor, SERVICE_SEARCHES[place](), query), query


@pytest.mark.parametrize("place", SERVICE_SEARCHES)
def test_what_a_draft_dropped_is_forgotten_when_it_is_published(catalogue, editor, place):
    page = ServicePage.objects.get(code="1.001193")
    page.official_name, page.popular_names = "Thủ tục ghi vào sổ bộ", ""
    page.save_revision().publish()
    assert f"/{page.pk}/" not in body(editor, SERVICE_SEARCHES[place](), "khai sinh")
    assert f"/{page.pk}/" in body(editor, SERVICE_SEARCHES[place](), "so bo")


SNIPPETS = [
    ("agency", "y te", "Sở Y tế"),
    ("agency", "Sở y Tế", "Sở Y tế"),
    ("agency", "h49.12", "Sở Y tế"),
    ("agency", "giao thong", "Sở Xây dựng"),
    ("agency", "ubnd ha long", "Uỷ ban nhân dân phường Hạ Long"),
    ("agency", "uy ban nhan dan ph", "Uỷ ban nhân dân phường Hạ Long"),
    ("field", "ho tich", "Hộ tịch"),
    ("lifeevent", "em be", "Sinh con"),
]


@pytest.mark.parametrize(("model", "query", "name"), SNIPPETS)
def test_a_snippet_is_found_in_its_list_and_chooser(catalogue, moderator, model, query, name):
    snippet = f"services_catalogue_{model}"
    for address in (
        reverse(f"wagtailsnippets_{snippet}:list"),
        reverse(f"wagtailsnippetchoosers_{snippet}:choose_results"),
    ):
        table = BeautifulSoup(body(moderator, address, query), "html.parser").select_one(
            "table.listing"
        )
        assert table, address
        assert name in table.text
        assert "Sở Tư pháp" not in table.text


@pytest.mark.parametrize("query", ODD)
def test_odd_input_finds_nothing_and_breaks_nothing(catalogue, moderator, query):
    for address in (
        *(place() for place in SERVICE_SEARCHES.values()),
        reverse("wagtailsnippets_services_catalogue_agency:list"),
        reverse("wagtailimages:index"),
        reverse("wagtaildocs:index"),
    ):
        body(moderator, address, query)


def test_names_that_begin_with_the_words_come_first(site_tree, editor):
    make_service(code="1.000001", official_name="Chứng thực chữ ký khai sinh")
    make_service(code="1.000002", official_name="Khai sinh lại")
    html = body(editor, "/quan-tri/dich_vu_cong/", "khai sinh")
    assert html.index("Khai sinh lại") < html.index("Chứng thực chữ ký khai sinh")


def test_a_form_is_found_by_its_name_and_by_its_service(catalogue, moderator):
    from submissions.models import FormDefinition

    form = FormDefinition(name="Tờ khai đăng ký")
    form.uses.add(FormDefinition._meta.get_field("uses").related_model(service=catalogue))
    form.save()
    form.save_revision()
    address = reverse("wagtailsnippets_submissions_formdefinition:list")
    for query in ("to khai", "1.001193", "khai sinh"):
        assert "Tờ khai đăng ký" in body(moderator, address, query), query
    assert "Tờ khai đăng ký" not in body(moderator, address, "ho tich")
