"""Every error of the API as application/problem+json."""

from __future__ import annotations

import structlog
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from onestop.problems import Refused, problem
from onestop.recording import MoveError

log = structlog.get_logger(__name__)


def install(api: NinjaAPI) -> None:
    """Answer every error of ``api`` as a problem. What people wrote is never repeated in one."""

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, exc: Refused) -> HttpResponse:
        members = dict(exc.members)
        wait = members.pop("retry_after", None)
        response = problem(exc.status, exc.code, exc.detail, **members)
        if wait is not None:
            response["Retry-After"] = str(wait)
        return response

    @api.exception_handler(MoveError)
    def wrong_move(request: HttpRequest, exc: MoveError) -> HttpResponse:
        return problem(409, "wrong-move", str(exc))

    @api.exception_handler(AuthenticationError)
    def unknown_token(request: HttpRequest, exc: AuthenticationError) -> HttpResponse:
        response = problem(401, "unknown-token", "Send a valid bearer token.")
        response["WWW-Authenticate"] = 'Bearer realm="onestop"'
        return response

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, exc: Http404) -> HttpResponse:
        return problem(404, "not-found", "There is no such thing.")

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, exc: ValidationError) -> HttpResponse:
        errors = [
            {"field": ".".join(str(part) for part in error["loc"]), "message": str(error["msg"])}
            for error in exc.errors[:50]
        ]
        return problem(422, "invalid", "Some fields are wrong; errors names each.", errors=errors)

    @api.exception_handler(HttpError)
    def other(request: HttpRequest, exc: HttpError) -> HttpResponse:
        return problem(exc.status_code, "bad-request", str(exc.message))

    @api.exception_handler(MultiPartParserError)
    @api.exception_handler(SuspiciousOperation)
    @api.exception_handler(UnreadablePostError)
    def unreadable(request: HttpRequest, exc: Exception) -> HttpResponse:
        return problem(400, "bad-request", "The body cannot be read as what it says it is.")

    @api.exception_handler(Exception)
    def unexpected(request: HttpRequest, exc: Exception) -> HttpResponse:
        log.exception("request_failed", operation=f"{request.method} {request.resolver_match}")
        return problem(
            500, "failed", "Something went wrong here; the same request may be repeated."
        )
