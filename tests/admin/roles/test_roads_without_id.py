"""Numbers of another unit's rows behind the question mark or in a form tell nothing either."""

from __future__ import annotations

import pytest
from django.urls import reverse

from services_catalogue.models import ServicePage
from tests.admin.filled_form import FilledForm
from tests.admin.roles.test_every_admin_url import people, said, world  # noqa: F401
from tests.admin.roles.world import SECRET
from tests.factories import make_service


@pytest.fixture
def editor(editor_a):
    return editor_a


def bulk(app: str, model: str, action: str) -> str:
    return reverse("wagtail_bulk_action", args=[app, model, action])


ACTIONS = [
    ("wagtailcore", "page", "delete", "service"),
    ("wagtailcore", "page", "publish", "service"),
    ("wagtailcore", "page", "unpublish", "service"),
    ("wagtailcore", "page", "move", "service"),
    ("core", "portaldocument", "delete", "document"),
    ("core", "portaldocument", "add_tags", "document"),
    ("core", "portaldocument", "add_to_collection", "document"),
    ("core", "portalimage", "delete", "image"),
    ("core", "portalimage", "add_tags", "image"),
    ("core", "portalimage", "add_to_collection", "image"),
    ("submissions", "formdefinition", "delete", "form"),
]


@pytest.mark.parametrize(("app", "model", "action", "row"), ACTIONS)
def test_bulk_actions_neither_name_nor_touch(world, editor, app, model, action, row):  # noqa: F811
    before = world.state()
    url = bulk(app, model, action)
    for ids in (str(getattr(world, row).pk), "all"):
        for method in (editor.get, editor.post):
            answer = method(f"{url}?id={ids}", follow=True)
            assert SECRET not in said(answer)
    assert world.state() == before


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("wagtailadmin_choose_page_chosen_multiple", "service"),
        ("wagtaildocs_chooser:chosen_multiple", "document"),
        ("wagtailimages_chooser:chosen_multiple", "image"),
        ("wagtailsnippetchoosers_submissions_formdefinition:chosen_multiple", "form"),
    ],
)
def test_choosers_do_not_name_by_number(world, editor, name, row):  # noqa: F811
    answer = editor.get(reverse(name), {"id": getattr(world, row).pk})
    assert SECRET not in said(answer)


def test_a_link_to_a_draft_stays_a_mere_address(world, editor):  # noqa: F811
    address = f"http://testserver{world.service.url}"
    answer = editor.post(
        reverse("wagtailadmin_choose_page_external_link"),
        {"external-link-chooser-url": address, "external-link-chooser-link_text": "x"},
    )
    assert f'"id": {world.service.pk}' not in answer.content.decode()


def test_a_form_sent_with_its_number_does_not_name_it(world, editor, service_a):  # noqa: F811
    form = FilledForm(editor, reverse("wagtailadmin_pages:edit", args=[service_a.pk]))
    form.data |= {"superseded_by": str(world.service.pk), "official_name": ""}
    assert SECRET not in said(form.send("action-publish"))


def test_a_changed_title_of_a_live_service_is_not_told_before_it_is_published(
    editor, commune_b, service_a
):
    live = make_service(official_name="Đã công bố", managed_by=commune_b)
    live.official_name = f"Đổi thành {SECRET}"
    live.title = ""
    live.save_revision()
    answers = [
        editor.get("/quan-tri/choose-page/search/", {"q": "công bố"}),
        editor.get(reverse("wagtailadmin_choose_page_chosen_multiple"), {"id": live.pk}),
    ]
    assert all(SECRET not in said(one) for one in answers)
    assert ServicePage.objects.get(pk=live.pk).title == "Đã công bố"
