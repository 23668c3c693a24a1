"""/nha-phat-trien/: the API for people, with each question to try. Made from the OpenAPI document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from api.api import api
from core.addresses import absolute

#: What to fill in to begin with, by operation and parameter.
EXAMPLES: dict[str, dict[str, str]] = {
    "list_services": {"field": "ho-tich", "limit": "3", "fields": "title,time,fee"},
    "get_service": {"code": "1.001193"},
    "search_services": {"q": "làm lại giấy khai sinh", "size": "3"},
    "suggest_services": {"q": "khai s"},
    "list_changes": {"limit": "3"},
    "get_status": {"codes": "1.001193,9.999999"},
    "get_service_form": {"code": "1.001193"},
    "list_agencies": {"limit": "3"},
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its name, what it means (English, from the document), what may be chosen."""

    id: str
    name: str
    description: str
    value: str
    choices: tuple[str, ...]
    in_path: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """A question that the API answers."""

    id: str
    heading: str
    path: str
    action: str
    description: str
    parameters: tuple[Parameter, ...]


@require_safe
def developers(request: HttpRequest) -> HttpResponse:
    """Operations, rules, and where the rest is."""
    context = {
        "title": _("Dành cho nhà phát triển"),
        "operations": operations(),
        "root": absolute(""),
    }
    return render(request, "api/developers.html", context)


def operations() -> list[Operation]:
    """All of the document, in its order."""
    document = api.get_openapi_schema()
    return [
        _operation(path, item["get"], document["components"]["schemas"])
        for path, item in document["paths"].items()
    ]


def _headings() -> dict[str, str]:
    return {
        "list_services": _("Liệt kê dịch vụ"),
        "get_service": _("Một dịch vụ, đầy đủ"),
        "search_services": _("Tìm dịch vụ bằng lời thường"),
        "suggest_services": _("Gợi ý khi đang gõ"),
        "list_agencies": _("Cơ quan"),
        "list_fields": _("Lĩnh vực"),
        "list_life_events": _("Sự kiện trong đời"),
        "list_changes": _("Những gì đã thay đổi"),
        "get_status": _("Dịch vụ tôi đang hiện còn đúng không"),
        "get_service_form": _("Tờ khai của một dịch vụ"),
    }


def _operation(path: str, told: dict[str, Any], schemas: dict[str, Any]) -> Operation:
    name = told["operationId"]
    examples = EXAMPLES.get(name, {})
    parameters = tuple(
        Parameter(
            id=f"{name}-{one['name']}",
            name=one["name"],
            description=one.get("description", ""),
            value=examples.get(one["name"], ""),
            choices=_choices(one["schema"], schemas),
            in_path=one["in"] == "path",
        )
        for one in told.get("parameters", [])
    )
    action = path
    for one in parameters:
        if one.in_path:
            action = action.replace("{" + one.name + "}", one.value)
    heading = _headings().get(name, told["summary"])
    return Operation(name, heading, path, action, told["description"], parameters)


def _choices(schema: dict[str, Any], schemas: dict[str, Any]) -> tuple[str, ...]:
    """Values of a closed vocabulary; empty for free text."""
    for one in [schema, *schema.get("anyOf", [])]:
        reference = one.get("$ref", "")
        known = schemas.get(reference.rsplit("/", 1)[-1], one) if reference else one
        if "enum" in known:
            return tuple(str(value) for value in known["enum"])
    return ()
