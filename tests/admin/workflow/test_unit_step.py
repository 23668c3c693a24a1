"""Who decides on a service: the people of its unit, and nobody else."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import TaskState, Workflow, WorkflowPage, WorkflowState

from accounts.roles import MODERATORS, set_up_roles
from accounts.roles import WORKFLOW as HOME_WORKFLOW
from services_catalogue.models import ServiceIndexPage, UnitMembership, WorkflowDue
from services_catalogue.units.scope import MODERATING, people_of
from services_catalogue.workflow.deciders import may_decide, states_for
from services_catalogue.workflow.legal_requests import Person, ask
from services_catalogue.workflow.submitting import submit_change
from tests.admin.workflow.conftest import change, current_step, logged_in, make_person
from tests.factories import make_service


def submit(page, user=None):
    return submit_change(page, change(page, user, summary="Mới."), user=user)


def approve(browser, page, step):
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", step.pk])
    return browser.post(address)


def test_the_moderator_of_the_unit_publishes(service, people):
    submit(service, people["editor"])
    step = current_step(service)
    approve(logged_in(people["moderator"]), service, step)
    service.refresh_from_db()
    assert service.summary == "Mới."
    assert not TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).exists()


@pytest.mark.parametrize("who", ["editor", "stranger", "head"])
def test_nobody_else_decides(service, people, who):
    submit(service, people["editor"])
    step = current_step(service)
    approve(logged_in(people[who]), service, step)
    service.refresh_from_db()
    assert service.summary == ""
    assert current_step(service) == step


def test_what_is_not_saved_cannot_choose_its_judge(service, units, people):
    submit(service, people["editor"])
    service.managed_by = units["cam-pha"]
    assert not may_decide(people["stranger"], service)
    assert may_decide(people["moderator"], service)


def test_set_based_and_single_answers_agree(service, units, people):
    """For services of every unit: states_for finds exactly the people whom people_of names."""
    province = make_person("tinh-duyet")
    province.groups.add(Group.objects.get(name=MODERATORS))
    root = make_person("quan-tri", is_superuser=True)
    UnitMembership.objects.filter(user=people["head"]).update(role="editor")
    everybody = [*people.values(), province]
    pages = [make_service(managed_by=unit) for unit in (*units.values(), None)]
    for page in [service, *pages]:
        submit(page)
        named = people_of(page.managed_by_id, MODERATING)
        for person in everybody:
            person = get_user_model().objects.get(pk=person.pk)  # forgets what it kept
            found = states_for(person, TaskState.objects.all()).filter(
                workflow_state__object_id=str(page.pk)
            )
            assert found.exists() == named.contains(person), (page.managed_by, person)
            assert may_decide(person, page) == named.contains(person)
    assert states_for(root, TaskState.objects.all()).count() == 5


def test_a_step_is_due_in_working_days(service, people, time_machine):
    time_machine.move_to("2026-12-31T09:00:00+07:00", tick=False)  # a Thursday before New Year
    submit(service, people["editor"])
    assert str(WorkflowDue.objects.get().due_on) == "2027-01-06"


def test_who_mends_a_word_and_approves_needs_no_second_time(service, people):
    submit(service, people["editor"])
    change(service, people["moderator"], summary="Mới, đã sửa.")
    approve(logged_in(people["moderator"]), service, current_step(service))
    service.refresh_from_db()
    assert service.summary == "Mới, đã sửa."


def test_what_somebody_else_changed_meanwhile_is_not_published_unseen(service, people):
    submit(service, people["editor"])
    change(service, None, summary="Do máy nhập.")
    approve(logged_in(people["moderator"]), service, current_step(service))
    service.refresh_from_db()
    assert service.summary == ""
    assert current_step(service).revision == service.latest_revision


def test_the_same_revision_submitted_twice_is_one_submission(service, people):
    revision = change(service, people["editor"], summary="Mới.")
    first = submit_change(service, revision, user=None)
    assert submit_change(service, revision, user=None) == first
    assert TaskState.objects.count() == 1


def test_a_newer_change_begins_the_road_again(service, people):
    submit(service, people["editor"])
    old = current_step(service)
    newer = change(service, None, summary="Bản mới hơn.")
    submit_change(service, newer, user=None)
    old.refresh_from_db()
    assert old.status == TaskState.STATUS_CANCELLED
    assert current_step(service).revision == newer
    assert WorkflowState.objects.count() == 1


def test_an_installation_is_moved_over(site_tree, service, people):
    index = ServiceIndexPage.objects.get()
    WorkflowPage.objects.filter(page=index).delete()
    old = Workflow.objects.get(name=HOME_WORKFLOW)
    change(service, people["editor"], summary="Mới.")
    service.refresh_from_db()
    old.start(service, people["editor"])
    before = current_step(service)
    set_up_roles(site_tree)
    step = current_step(service)
    assert step.pk == before.pk
    assert step.workflow_due.due_on
    assert may_decide(people["moderator"], service)
    approve(logged_in(people["moderator"]), service, step)
    service.refresh_from_db()
    assert service.summary == "Mới."
    assert site_tree.get_workflow() == old


@pytest.mark.parametrize("legal", [False, True], ids=["unit", "legal"])
def test_a_page_of_ones_own_opens_no_step_of_another_units_page(service, units, people, legal):
    """The address names page and step one by one: they must belong together."""
    own = make_service(managed_by=units["cam-pha"])
    submit(own)
    if legal:
        ask(service, user=None, people=[Person("An", "an@vidu.example")])
    submit(service, people["editor"])
    if legal:
        approve(logged_in(people["moderator"]), service, current_step(service))
    step = current_step(service)
    address = reverse("wagtailadmin_pages:workflow_action", args=[own.pk, "approve", step.pk])
    logged_in(people["stranger"]).post(address, {"comment": "Thử."})
    step.refresh_from_db()
    assert step.status == TaskState.STATUS_IN_PROGRESS
    service.refresh_from_db()
    assert service.summary == ""
