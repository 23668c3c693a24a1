"""The connection: one client a process, a budget for each question, one kind of failure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from elastic_transport import TransportError as WireError
from elasticsearch import ApiError, Elasticsearch, TransportError

from search.engines.base import SearchUnavailable

#: Seconds a write or a rebuild's step may take; a visitor never waits for one.
PATIENCE = 60.0


def connect(url: str, *, budget: float) -> Elasticsearch:
    """A client that gives a question ``budget`` seconds and never asks twice by itself."""
    return Elasticsearch(url, request_timeout=budget, max_retries=0, retry_on_timeout=False)


@contextmanager
def refusals() -> Iterator[None]:
    """What the cluster or the line to it refuses, as SearchUnavailable."""
    try:
        yield
    except ApiError as problem:
        reason = f"{problem.meta.status} {problem.message}: {_reason(problem.body)}"
        raise SearchUnavailable(reason[:300]) from problem
    except (TransportError, WireError) as problem:
        raise SearchUnavailable(f"{type(problem).__name__}: {problem.message}"[:300]) from problem


@contextmanager
def failures() -> Iterator[None]:
    """Every failure of the cluster, rubbish in its answers too, as SearchUnavailable."""
    try:
        with refusals():
            yield
    except SearchUnavailable:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as problem:
        # A proxy's error page, a truncated body, a field that is not there.
        reason = f"not an answer of a cluster: {type(problem).__name__} {problem}"
        raise SearchUnavailable(reason[:300]) from problem


def _reason(body: Any) -> str:
    error = body.get("error") if isinstance(body, dict) else None
    return str(error.get("reason") if isinstance(error, dict) else error or "no reason given")
