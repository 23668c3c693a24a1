"""What the front page lists."""

from typing import Any


def front_page(page: Any) -> dict[str, Any]:
    """Answer the context."""
    return {}
