"""One log line a request: method, path, status, id. Never the query string, address or user."""

import re

from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware

#: Parts of addresses that let whoever knows them in: links to drafts, feeds of dossiers.
_SECRETS = re.compile(r"(/tiep-tuc/|/theo-doi/[^/]+/)[^/]+")


def without_secrets(path: str) -> str:
    """``path`` as it may be written down."""
    return _SECRETS.sub(r"\1…", path)


class RequestLogMiddleware(RequestMiddleware):
    """What people search for stands in the query string, so it is left out, as secrets are."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """Method and path."""
        return f"{request.method} {without_secrets(request.path)}"
