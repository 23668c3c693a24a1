"""A service page as its template shows it."""

from typing import Any


def present(page: Any) -> dict[str, Any]:
    """Answer the context."""
    return {"page": page}
