"""Absolute addresses in answers: a client keeps them without knowing where it asked."""

from django.conf import settings


def absolute(path: str) -> str:
    """``path`` on the portal's public address; an address that is whole already stays as it is."""
    return path if path.startswith(("http://", "https://")) else f"{settings.PUBLIC_URL}{path}"
