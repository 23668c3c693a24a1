"""The demo's forms: without faults, for services that can be applied for here, loaded once."""

from __future__ import annotations

import pytest

from demo import records
from demo.online_forms import definitions, load_online_forms
from submissions.forms.compiled import CompiledForm
from submissions.forms.preview import problems_of, sample
from submissions.forms.versions import compile_version, version_for
from submissions.models import FormDefinition, FormVersion
from tests.factories import make_agency, make_service

FORMS = definitions()
NAMES = [one["name"] for one in FORMS]


@pytest.fixture
def loaded(site_tree):
    make_agency("UBND phường Hạ Long", "phuong-ha-long", kind="commune")
    services = {code: make_service(code=code) for form in FORMS for code in form["services"]}
    load_online_forms()
    return services


def test_the_most_used_services_have_a_form_and_take_applications_here():
    here = {
        one.code
        for one in records.services()
        if any(target.kind == "dossier_api" for target in one.targets)
    }
    codes = [code for form in FORMS for code in form["services"]]
    assert len(codes) == len(set(codes)) >= 12
    assert set(codes) <= here


def test_they_have_no_faults_and_are_asked(loaded):
    for form in FORMS:
        definition = FormDefinition.objects.get(name=form["name"])
        found = [one for one in problems_of(definition) if one.blocks]
        assert found == [], form["name"]
        for code in form["services"]:
            version = version_for(loaded[code], "Làm lần đầu")
            assert version.base.definition == definition
            assert answers_pass(compile_version(version)), form["name"]


def answers_pass(form: CompiledForm) -> bool:
    """Whether an answer of the right kind to everything that is asked is taken."""
    answers: dict = {}
    for group in form.groups:
        for question in group.questions:
            if question in form.asked(group, answers):
                answers[question.name] = sample(question)
    told = form.applicant(form.clean(answers).values)
    return form.clean(answers).errors == {} and {"full_name", "phone", "address"} <= set(told)


def test_loading_again_changes_nothing(loaded):
    before = FormVersion.objects.count(), FormDefinition.objects.count()
    assert load_online_forms() == len(FORMS)
    assert (FormVersion.objects.count(), FormDefinition.objects.count()) == before
