"""Which form a service asks, as a frozen version; and a version as a compiled form."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import Any

from django.db import IntegrityError, transaction

from services_catalogue.models import ServicePage
from submissions.forms.compiled import CompiledForm, Group, Question, ShowIf
from submissions.forms.standard import paper_questions, standard_content
from submissions.forms.writing import CASE_PAPERS, content_of
from submissions.models import FormDefinition, FormUse, FormVersion


def freeze(definition: FormDefinition) -> FormVersion:
    """A new version of a definition that has just been published; none if nothing differs.

    Drafts and submissions stay on the version with which they began.
    """
    content = content_of(definition.name, definition.introduction, definition.body)
    with transaction.atomic():
        # Two people who publish at once get two numbers.
        FormDefinition.objects.select_for_update().get(pk=definition.pk)
        latest = definition.versions.order_by("-number").first()
        if latest and latest.content == content:
            return latest
        number = latest.number + 1 if latest else 1
        return FormVersion.objects.create(
            definition=definition,
            number=number,
            title=definition.name,
            content=content,
            digest=_digest({"definition": definition.pk, "number": number, **content}),
        )


def version_for(service: ServicePage, case_name: str) -> FormVersion:
    """The latest version of the form written for this service and case, else the standard form's."""
    uses = FormUse.objects.filter(
        service=service, case_name__in=[case_name, ""], definition__live=True
    )
    for use in sorted(uses.select_related("definition"), key=lambda one: not one.case_name):
        if version := use.definition.versions.order_by("-number").first():
            return _with_papers(version, service, case_name)
    return standard_version(service, case_name)


def standard_version(service: ServicePage, case_name: str) -> FormVersion:
    """The standard form with the papers of the case; the same content is the same version."""
    content = standard_content(service, case_name)
    return _kept_once(_digest(content), number=1, title=content["title"][:255], content=content)


def _with_papers(version: FormVersion, service: ServicePage, case_name: str) -> FormVersion:
    """The version with the papers of the case where it leaves room for them."""
    content = with_case_papers(version.content, service, case_name)
    if content == version.content:
        return version
    digest = _digest({"base": version.digest, **content})
    return _kept_once(
        digest, base=version, number=version.number, title=version.title, content=content
    )


def with_case_papers(
    content: dict[str, Any], service: ServicePage, case_name: str
) -> dict[str, Any]:
    """The description with a question for each paper of the case in the place kept for them.

    Papers that the form asks for by name are not asked for twice.
    """
    asked = {one.get("role") for group in content["groups"] for one in group["questions"]}
    papers = [one for one in paper_questions(service, case_name) if one["role"] not in asked]
    groups = [
        {
            **group,
            "questions": [
                one
                for question in group["questions"]
                for one in (papers if question["kind"] == CASE_PAPERS else [question])
            ],
        }
        for group in content["groups"]
    ]
    return {**content, "groups": groups}


def _kept_once(digest: str, **fields: Any) -> FormVersion:
    found = FormVersion.objects.filter(digest=digest).first()
    if found:
        return found
    try:
        with transaction.atomic():
            return FormVersion.objects.create(digest=digest, **fields)
    except IntegrityError:
        return FormVersion.objects.get(digest=digest)


def _digest(content: dict[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def compile_version(version: FormVersion) -> CompiledForm:
    """The version as a form; kept in memory, since a version never changes."""
    return _compiled(version.digest, json.dumps(version.content))


@lru_cache(maxsize=500)
def _compiled(digest: str, content: str) -> CompiledForm:
    return compile_content(json.loads(content))


def compile_content(content: dict[str, Any]) -> CompiledForm:
    """A neutral description as a form; what is left open for papers of a case asks nothing."""
    return CompiledForm(
        title=content.get("title", ""),
        introduction=content.get("introduction", ""),
        groups=tuple(
            Group(
                name=group["name"],
                title=group["title"],
                text=group.get("text", ""),
                questions=tuple(
                    _question(one) for one in group["questions"] if one["kind"] != CASE_PAPERS
                ),
            )
            for group in content["groups"]
        ),
    )


def _question(read: dict[str, Any]) -> Question:
    values = dict(read)
    if condition := values.pop("show_if", None):
        values["show_if"] = ShowIf(**condition)
    values["choices"] = tuple((key, label) for key, label in values.get("choices", ()))
    values["questions"] = tuple(map(_question, values.get("questions", ())))
    return Question(**values)
