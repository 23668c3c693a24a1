"""Errors as application/problem+json (RFC 9457), in words that help."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError

from search.engines import SearchUnavailable


def problem(status: int, detail: str, **members: Any) -> HttpResponse:
    """One problem document; ``members`` are its extension members."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **members,
    }
    response = JsonResponse(
        body,
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )
    response["Cache-Control"] = "no-store"
    return response


def install(api: NinjaAPI) -> None:
    """Answer every error of ``api`` as a problem."""

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, exc: Http404) -> HttpResponse:
        return problem(404, str(exc) or _("Không có gì ở địa chỉ này."))

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, exc: ValidationError) -> HttpResponse:
        errors = [
            {"parameter": str(error["loc"][-1]), "message": str(error["msg"])}
            for error in exc.errors
        ]
        names = ", ".join(sorted({error["parameter"] for error in errors}))
        return problem(422, _("Tham số chưa đúng: %(names)s.") % {"names": names}, errors=errors)

    @api.exception_handler(Throttled)
    def throttled(request: HttpRequest, exc: Throttled) -> HttpResponse:
        wait = max(1, round(exc.wait or 1))
        response = problem(429, _("Bạn hỏi quá nhanh. Thử lại sau %(wait)s giây.") % {"wait": wait})
        response["Retry-After"] = str(wait)
        return response

    @api.exception_handler(HttpError)
    def http_error(request: HttpRequest, exc: HttpError) -> HttpResponse:
        return problem(exc.status_code, exc.message)

    @api.exception_handler(SearchUnavailable)
    def no_search(request: HttpRequest, exc: SearchUnavailable) -> HttpResponse:
        response = problem(503, _("Tìm kiếm đang tạm nghỉ. Thử lại sau ít phút."))
        response["Retry-After"] = "30"
        return response


def no_such_question(request: HttpRequest, rest: str) -> HttpResponse:
    """Whatever else is asked below /api/: a problem too, never a page for people."""
    return problem(404, _("API không có địa chỉ này. Xem /nha-phat-trien/."))
