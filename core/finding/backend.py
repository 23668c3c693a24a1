"""The backend that WAGTAILSEARCH_BACKENDS names: by the database in use."""

from __future__ import annotations

from typing import Any

from django.db import connection


def SearchBackend(params: dict[str, Any]) -> Any:
    """The backend for SQLite or PostgreSQL."""
    if connection.vendor == "postgresql":
        from core.finding import on_postgresql

        return on_postgresql.SearchBackend(params)
    from core.finding import on_sqlite

    return on_sqlite.SearchBackend(params)
