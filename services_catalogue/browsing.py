"""Services by the facets in an address."""

from typing import Any

from django.http import HttpRequest


def browse(request: HttpRequest) -> dict[str, Any]:
    """Answer the context."""
    return {}
