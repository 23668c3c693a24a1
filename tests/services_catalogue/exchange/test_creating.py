"""Pages made in bulk have all that pages saved by hand have."""

import pytest
from wagtail.models import Page, PageLogEntry, ReferenceIndex

from search.engines import get_engine
from search.queries import Query
from services_catalogue.exchange.importing import import_records
from services_catalogue.models import LifeEvent, ServiceIndexPage, ServicePage
from tests.services_catalogue.exchange.samples import own

pytestmark = pytest.mark.django_db


@pytest.fixture
def services(site_tree) -> list[ServicePage]:
    LifeEvent.objects.create(name="Đi học", slug="di-hoc", icon="school")
    records = [
        own(f"1.99000{n}", name=f"Thủ tục số {n}", life_events=["di-hoc"]) for n in (1, 2, 3)
    ]
    import_records(records, publish=True)
    return list(ServicePage.objects.order_by("code"))


def test_the_tree_is_sound(services):
    assert [len(one) for one in Page.find_problems()] == [0, 0, 0, 0, 0]
    index = ServiceIndexPage.objects.get()
    assert index.numchild == 3
    assert [one.pk for one in index.get_children()] == [one.pk for one in services]
    child = index.add_child(instance=own_page("1.990009"))
    assert child.path > services[-1].path


def own_page(code: str) -> ServicePage:
    field = ServicePage.objects.first().field
    return ServicePage(code=code, official_name="Thủ tục viết tay", field=field)


def test_the_revision_holds_the_page(services):
    for page in services:
        assert page.latest_revision_id == page.live_revision_id
        assert page.get_latest_revision_as_object().serializable_data() == page.serializable_data()
        assert page.first_published_at == page.last_published_at


def test_the_log_tells_of_creation_and_publication(services):
    actions = PageLogEntry.objects.filter(page=services[0].pk).values_list("action", flat=True)
    assert sorted(actions) == ["wagtail.create", "wagtail.publish"]


def test_the_reference_index_is_what_wagtail_would_write(services):
    def references():
        rows = ReferenceIndex.objects.filter(object_id=str(services[0].pk))
        return sorted(rows.values_list("to_content_type", "to_object_id", "content_path"))

    in_bulk = references()
    assert len(in_bulk) >= 3
    ReferenceIndex.create_or_update_for_object(services[0])
    assert references() == in_bulk


def test_editors_find_the_pages(services):
    assert [one.pk for one in ServicePage.objects.autocomplete("1.990002")] == [services[1].pk]


def test_visitors_find_the_pages_and_a_dry_run_adds_none(services):
    found = [one.document.code for one in get_engine().search(Query(text="làm thẻ thư viện")).hits]
    assert sorted(found) == ["1.990001", "1.990002", "1.990003"]
    import_records([own("1.990008", name="Thủ tục khác")], publish=True, dry_run=True)
    assert len(get_engine().search(Query(text="làm thẻ thư viện")).hits) == 3


def test_the_editor_opens_the_page(services, admin_client):
    answer = admin_client.get(f"/quan-tri/pages/{services[0].pk}/edit/")
    assert answer.status_code == 200
    assert "Nộp ở quầy." in answer.content.decode()
