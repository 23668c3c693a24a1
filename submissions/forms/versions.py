"""Which form a service asks, as a frozen version; and a version as a compiled form."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import Any

from django.db import IntegrityError, transaction

from services_catalogue.models import ServicePage
from submissions.forms.compiled import CompiledForm, Group, Question, ShowIf
from submissions.forms.standard import standard_content
from submissions.models import FormUse, FormVersion


def version_for(service: ServicePage, case_name: str) -> FormVersion:
    """The latest version of the form written for this service and case, else the standard form's."""
    uses = FormUse.objects.filter(service=service, case_name__in=[case_name, ""])
    for use in sorted(uses.select_related("definition"), key=lambda one: not one.case_name):
        if version := use.definition.versions.order_by("-number").first():
            return version
    return standard_version(service, case_name)


def standard_version(service: ServicePage, case_name: str) -> FormVersion:
    """The standard form with the papers of the case; the same content is the same version."""
    content = standard_content(service, case_name)
    digest = _digest(content)
    found = FormVersion.objects.filter(digest=digest).first()
    if found:
        return found
    fields: dict[str, Any] = {"number": 1, "title": content["title"][:255], "content": content}
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
    read = json.loads(content)
    return CompiledForm(
        title=read.get("title", ""),
        introduction=read.get("introduction", ""),
        groups=tuple(
            Group(
                name=group["name"],
                title=group["title"],
                text=group.get("text", ""),
                questions=tuple(map(_question, group["questions"])),
            )
            for group in read["groups"]
        ),
    )


def _question(read: dict[str, Any]) -> Question:
    values = dict(read)
    if condition := values.pop("show_if", None):
        values["show_if"] = ShowIf(**condition)
    values["choices"] = tuple((key, label) for key, label in values.get("choices", ()))
    return Question(**values)
