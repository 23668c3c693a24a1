"""Hosts that a start button may lead to: a stranger's address never stands behind it."""

from urllib.parse import urlsplit

from django.conf import settings


def is_allowed(url: str) -> bool:
    """Whether ``url`` is https and its host is one of SUBMISSION_HOSTS or below one of them."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    return parts.scheme == "https" and any(
        host == allowed or host.endswith("." + allowed) for allowed in settings.SUBMISSION_HOSTS
    )
