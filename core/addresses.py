"""Addresses in the language of the page, and their absolute form for other sites."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import get_language

#: Addresses that have no language: files, interfaces for machines, the admin.
_PLAIN = (
    "/static/",
    "/media/",
    "/tai-lieu/",
    "/api/",
    "/quan-tri/",
    "/oembed",
    "/sitemap.xml",
    "/catalogue.",
)


def without_language(path: str) -> str:
    """``path`` without its language prefix: "/en/dich-vu/" → "/dich-vu/"."""
    for code, _name in settings.LANGUAGES:
        if code != settings.LANGUAGE_CODE and (path == f"/{code}" or path.startswith(f"/{code}/")):
            return path[len(code) + 1 :] or "/"
    return path


def in_language(path: str, language: str) -> str:
    """``path`` (or a whole address of another site, left as it is) in ``language``."""
    if not path.startswith("/") or path.startswith(("//", *_PLAIN)):
        return path
    plain = without_language(path)
    return plain if language == settings.LANGUAGE_CODE else f"/{language}{plain}"


def local(path: str) -> str:
    """``path`` in the language that the visitor reads."""
    return in_language(path, get_language() or settings.LANGUAGE_CODE)


def absolute(path: str) -> str:
    """``path`` as other sites must write it."""
    return urljoin(settings.PUBLIC_URL + "/", path)
