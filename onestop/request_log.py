"""One log line a request: method, path, status, id. Never the query string, address or user."""

from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware


class RequestLogMiddleware(RequestMiddleware):
    """What officers search for (names, numbers) stands in the query string, so it is left out."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """Method and path."""
        return f"{request.method} {request.path}"
