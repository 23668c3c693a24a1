"""One log line a request: method, path, status, id. Never the query string, address or user."""

from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware

from portal.secret_paths import without_secrets


class RequestLogMiddleware(RequestMiddleware):
    """What people search for stands in the query string, so it is left out, as secrets are."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """Method and path."""
        return f"{request.method} {without_secrets(request.path)}"
