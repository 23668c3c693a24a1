"""The form that a service asks, as JSON Schema."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Field, Query, Router, Schema

from api.routers.services import absent
from services_catalogue.selectors import by_code, published, with_parts
from submissions.forms.versions import compile_version, version_for

router = Router(tags=["services"])

_EXAMPLE = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Đăng ký khai sinh",
    "type": "object",
    "properties": {"full_name": {"title": "Họ, chữ đệm và tên", "type": "string"}},
    "required": ["full_name"],
    "additionalProperties": False,
}


class PaperOut(Schema):
    """A paper that goes with the application; ``condition`` tells when it is asked for."""

    role: str = Field(examples=["Giấy chứng sinh"])
    required: bool
    condition: dict[str, Any] | None = Field(
        examples=[{"question": "married", "operator": "is", "value": "yes"}]
    )


class FormOut(Schema):
    """The form of a service for one case."""

    title: str = Field(examples=["Đăng ký khai sinh"])
    version: int = Field(description="Number of the published version", examples=[1])
    digest: str = Field(description="Differs whenever the form differs")
    answers: dict[str, Any] = Field(
        description="JSON Schema 2020-12 of the answers", examples=[_EXAMPLE]
    )
    papers: list[PaperOut]


@router.get("services/{code}/form", response=FormOut, operation_id="get_service_form")
def get_service_form(
    request: HttpRequest,
    code: str,
    case: Annotated[str, Query(max_length=2000, description="Name of a case of the service")] = "",
) -> HttpResponse:
    """What an application for this service asks: answers as JSON Schema 2020-12, and papers.

    The schema judges as the portal's own pages do. One rule moves with the day and stands as
    ``x-latest: today``. Without a case, or with one that the service has not, it is the first case's.
    """
    service = by_code(code, with_parts(published()))
    if service is None:
        raise absent(code)
    named = {one.name for one in service.cases.all()}
    version = version_for(service, case if case in named else "")
    form = compile_version(version)
    papers = [
        {
            "role": one.role,
            "required": one.required,
            "condition": {
                "question": one.show_if.question,
                "operator": one.show_if.operator,
                "value": one.show_if.value,
            }
            if one.show_if
            else None,
        }
        for one in form.questions
        if one.kind == "file"
    ]
    body = {
        "title": form.title,
        "version": version.number,
        "digest": version.digest,
        "answers": form.json_schema(),
        "papers": papers,
    }
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})
